import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Endpoint } from '../endpoint.ts'
import { runClient } from '../run-client.ts'

const script = fileURLToPath(new URL('peer_caldav.py', import.meta.url))
const line = z.object({ step: z.string(), value: z.unknown() })

/** Whether Debian's Python has the library; said, and in CI a failure, where it has not. */
export function hasPythonCaldav(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import caldav'], { stdio: 'ignore' })
    return true
  } catch {
    const reason = 'python3-caldav absent (Debian: apt-get install python3-caldav)'
    if (process.env.CI) throw new Error(reason)
    console.warn(`SKIPPED: ${reason}`)
    return false
  }
}

/** What the steps of the script gave, by their name. */
export async function runPythonCaldav({
  root,
  user,
  password,
}: Endpoint): Promise<Readonly<Record<string, unknown>>> {
  const output = await runClient('/usr/bin/python3', [script, root, user, password], {
    cwd: path.dirname(script),
  })
  const lines = output.split('\n').filter((each) => each.startsWith('{'))
  return Object.fromEntries(
    lines.map((each) => line.parse(JSON.parse(each))).map(({ step, value }) => [step, value]),
  )
}
