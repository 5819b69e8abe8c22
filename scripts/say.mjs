/** What set-up says goes to standard error: the standard output of a command stays its answer, and nothing else. */
export function say(french, english) {
  process.stderr.write(`· ${french} / ${english}\n`)
}

/** Ends with sentences that say what is wrong and what to do. */
export function stop(...sentences) {
  process.stderr.write(`\n${sentences.map((sentence) => `✗ ${sentence}`).join('\n')}\n`)
  process.exit(1)
}
