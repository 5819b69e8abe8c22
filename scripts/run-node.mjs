import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Runs Node in this terminal, hands signals on to it, and ends as it ends. */
export function runNode(node, args, options = {}) {
  const child = spawn(node, args, { stdio: 'inherit', ...options })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // The terminal itself sends Ctrl+C to every process of the command.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  if (process.env.npm_lifecycle_event) followParent(child)
  child.on('error', (error) => {
    process.stderr.write(`${node}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/**
 * npm hands a request to stop to the shell that it started, which ends without telling us: that our parent has gone is
 * all there is to see.
 */
function followParent(child) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 300).unref()
}
