/**
 * `npm test`: reads the code (types, format, table types), then runs every test on the embedded database and, where
 * PostgreSQL is installed, on a server of its own. `npm test -- WORDS` runs only the test files whose path has one of
 * the words. The last line is `N passed, N failed, N skipped`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { projectFile } from '#infra/project-files.ts'
import { findChromium } from '#test/tools.ts'
import { runChecks } from './checks.ts'
import { startTestServer, type TestServer } from './test-postgres.ts'
import { readReport, type Tally } from './test-report.ts'

const isCi = Boolean(process.env.CI)
const filters = process.argv.slice(2)
const report = projectFile('var', 'test-report.json')

const tally = { passed: 0, failed: 0, skipped: 0 }
installChromium()
if (filters.length === 0) add(runChecks())
const server = await openServer()
try {
  await runTests(process.env.TEST_DATABASE_URL ?? server?.url)
} finally {
  server?.stop()
}
console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
process.exitCode = tally.failed > 0 ? 1 : 0

function add(more: Partial<Tally>): void {
  for (const key of ['passed', 'failed', 'skipped'] as const) tally[key] += more[key] ?? 0
}

/** Browser tests run on the system's Chromium; where this user may install it, it is installed. */
function installChromium(): void {
  const apt = '/usr/bin/apt-get'
  if (findChromium() !== null || process.getuid?.() !== 0) return
  if (spawnSync(apt, ['--version']).status !== 0) return
  console.log('· Installation de Chromium (deux minutes environ) / installing Chromium (about two minutes)')
  run(apt, ['update', '-qq'])
  const installed = run(apt, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  if (!installed) console.log('· Chromium did not install: browser tests will say so')
}

function run(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

async function openServer(): Promise<TestServer | null> {
  if (process.env.TEST_DATABASE_URL) return null
  try {
    const started = await startTestServer()
    if (started) return started
    withoutServer('no PostgreSQL on this machine (Debian: apt-get install postgresql)')
  } catch (error) {
    withoutServer(error instanceof Error ? error.message : String(error))
  }
  return null
}

function withoutServer(reason: string): void {
  console.log(`SKIPPED: tests on a PostgreSQL server: ${reason}`)
  add(isCi ? { failed: 1 } : { skipped: 1 })
}

async function runTests(databaseUrl: string | undefined): Promise<void> {
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  const child = spawn(process.execPath, [projectFile('node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: projectFile(),
    env: { ...process.env, ...(databaseUrl ? { TEST_DATABASE_URL: databaseUrl } : {}) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const stopTests = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopTests)
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  const counted = readReport(report)
  add(counted)
  // An error outside any test, such as a file that cannot be read, fails the run without failing a test.
  if (status !== 0 && counted.failed === 0) add({ failed: 1 })
}
