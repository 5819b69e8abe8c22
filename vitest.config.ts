import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const include = [
  'src/**/*.test.ts',
  'db/**/*.test.ts',
  'packages/**/*.test.ts',
  'test/*.test.ts',
  'test/dav/*.test.ts',
  'bench/**/*.test.ts',
]

/** Tests that open a town's database: where a PostgreSQL server is given, they run on it too. */
const onBothDatabases = globSync(include).filter((file) =>
  /from '.*make-world\.ts'/.test(readFileSync(file, 'utf8')),
)

// Files share their imports, which took a fifth of the time: what a test sets lives in a world of its own, and nothing in a module.
const embedded = {
  extends: true as const,
  test: { name: 'embedded', include, isolate: false, env: { TEST_DATABASE: 'embedded' } },
}
/** Journeys through the town of demonstration, which is filled once for all of them. */
const browser = {
  extends: true as const,
  test: { name: 'browser', include: ['test/browser/*.test.ts'], globalSetup: 'test/browser/town-image.ts' },
}
const server = {
  extends: true as const,
  test: { name: 'server', include: onBothDatabases, isolate: false, env: { TEST_DATABASE: 'server' } },
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: process.env.TEST_DATABASE_URL ? [browser, embedded, server] : [browser, embedded],
    globalSetup: 'test/global-setup.ts',
    expect: { requireAssertions: true },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
