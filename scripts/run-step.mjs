import { spawn } from 'node:child_process'
import { say, stop } from './say.mjs'

const heartbeat_ms = 10_000
const shownLines = 25

/**
 * Runs one long step. Its output is kept back and shown only when it fails, with the remedy; meanwhile a line every ten
 * seconds says that it goes on.
 *
 * @param {{ program: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv, remedy: string[] }} step
 */
export async function runStep({ program, args, cwd, env = process.env, remedy }) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const beat = setInterval(
    () => say(`toujours en cours, ${seconds()} s`, `still going, ${seconds()} s`),
    heartbeat_ms,
  )
  const { code, output } = await run(program, args, { cwd, env })
  clearInterval(beat)
  if (code === 0) return
  process.stderr.write(`\n${output.trimEnd().split('\n').slice(-shownLines).join('\n')}\n`)
  stop(`${program} ${args.join(' ')} : ${code}`, ...remedy)
}

function run(program, args, options) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    child.on('error', (error) => resolve({ code: error.message, output }))
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }))
  })
}
