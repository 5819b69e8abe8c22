import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { toolPath } from '../tools.ts'
import { serveStore } from './serve-store.ts'

const litmus = toolPath('litmus')

describe.skipIf(!litmus)('Debian’s litmus', { timeout: 180_000 }, () => {
  test('passes its five suites, 104 tests', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'litmus-'))
    const server = await serveStore()
    const output = await run(['-k', server.root, 'marie', 'marie'], folder)
    await server.close()
    rmSync(folder, { recursive: true })
    // Colours and terminal codes stand between the words.
    const summaries = [
      ...output.matchAll(/summary for `(\w+)': of (\d+) tests run: (\d+) passed, (\d+) failed/g),
    ]
    expect(summaries.map(([, suite, ran, passed]) => `${suite} ${passed} of ${ran}`)).toEqual([
      'basic 16 of 16',
      'copymove 13 of 13',
      'props 30 of 30',
      'locks 41 of 41',
      'http 4 of 4',
    ])
    expect(output).not.toMatch(/WARNING/)
  })
})

/** What litmus wrote, whatever its end: failures are in it. */
function run(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: 170_000, encoding: 'latin1' as const, maxBuffer: 10_000_000 }
    execFile(litmus ?? 'litmus', args, options, (_, stdout, stderr) => resolve(stdout + stderr))
  })
}
