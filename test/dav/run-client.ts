import { execFile } from 'node:child_process'

/** Runs a client to its end, at most a minute, and gives what it wrote; throws with that when it fails. */
export function runClient(
  program: string,
  args: readonly string[],
  { env = {}, cwd, input = '' }: { env?: Readonly<Record<string, string>>; cwd: string; input?: string },
): Promise<string> {
  const options = {
    cwd,
    timeout: 60_000,
    encoding: 'utf8' as const,
    // Nothing of the machine's own: its settings, its zone, its language.
    env: { PATH: '/usr/bin:/bin', HOME: cwd, TZ: 'Europe/Paris', LC_ALL: 'C.UTF-8', ...env },
  }
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`))
      else resolve(stdout + stderr)
    })
    child.stdin?.end(input)
  })
}
