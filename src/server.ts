import { runWords } from './cli/run-words.ts'

// The same as `faire-commune start`, for those who run the build without the command line.
process.exitCode = await runWords(['start', ...process.argv.slice(2)], process.env, {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
})
