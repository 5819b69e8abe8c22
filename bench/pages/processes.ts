import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { LoadOrder, LoadReport } from './load.ts'

export interface BenchProcess {
  /** Sends a message, if one is given, and waits for the next that comes. */
  ask<Answer>(message?: object): Promise<Answer>
  /** Milliseconds of processor that it has used since its start. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

/** A process of its own, which talks by messages. */
export function startProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): BenchProcess {
  const child = fork(file, [...args], {
    env: { ...process.env, ...env },
    execArgv: [...execArguments(args), ...flags],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ${args.join(' ')} ended: ${code}`)
  })
  // Nobody may be waiting for an answer when the process is stopped.
  ended.catch(() => undefined)
  async function ask<Answer>(message?: object): Promise<Answer> {
    const answered = once(child, 'message')
    if (message) child.send(message)
    const [answer] = await Promise.race([answered, ended])
    return answer
  }
  return {
    ask,
    cpu: async () => (await ask<{ cpu_ms: number }>({ cpu: true })).cpu_ms,
    stop: () => end(child),
  }
}

/** `BENCH_PROFILE=site` writes a profile of that server's processor time into the folder it was started from. */
function execArguments([kind]: readonly string[]): string[] {
  return kind !== undefined && process.env.BENCH_PROFILE === kind ? ['--cpu-prof'] : []
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
}

/** Generator of load: one order at a time. */
export interface LoadGenerator {
  run(order: LoadOrder): Promise<LoadReport>
  stop(): Promise<void>
}

export function startLoadGenerator(): LoadGenerator {
  const generator = startProcess(new URL('./load.ts', import.meta.url).pathname, [])
  return { run: (order) => generator.ask<LoadReport>(order), stop: () => generator.stop() }
}
