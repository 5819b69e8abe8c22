/**
 * Builds what the town runs: the style sheet, scripts and fonts of the pages into dist/client, the server and the
 * command line into dist/server. Does nothing when the sources have not changed since the last build; `--force` does.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const stamp = path.join(root, 'dist', 'sources')
/** Where a build is made: one that fails leaves the one before in its place. */
const workshop = path.join(root, 'dist', 'unfinished')

const sources = [
  'src/**/*',
  'packages/*/src/**/*',
  'db/**/*.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.ts',
]
const clientEntries = ['src/web/styles/main.css', 'src/web/client/main.ts', 'src/web/client/islands/*.ts']
const serverEntries = ['src/server.ts', 'src/cli.ts', 'src/**/*.worker.ts']

const shared = { root, configFile: false, logLevel: 'warn', publicDir: false } as const

const started = performance.now()
const digest = digestOfSources()
if (process.argv.includes('--force') || !isBuilt(digest)) {
  await buildClient()
  await buildServer()
  compressClient()
  putInPlace()
  writeFileSync(stamp, digest)
  console.log(`dist: ${((performance.now() - started) / 1000).toFixed(1)} s`)
} else {
  // The contents are the same: the date says so to the next start, which looks at nothing else.
  utimesSync(stamp, new Date(), new Date())
}

function isBuilt(current: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === current
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const entry of files(sources)) {
    if (entry.endsWith('.test.ts')) continue
    hash
      .update(entry)
      .update('\0')
      .update(readFileSync(path.join(root, entry)))
  }
  return hash.digest('hex')
}

/** Files of those patterns, in one order on every machine. */
function files(patterns: readonly string[]): string[] {
  const found = globSync([...patterns], { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile())
  return found
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

async function buildClient(): Promise<void> {
  const { build } = await import('vite')
  await build({
    ...shared,
    base: '/fichiers/',
    build: {
      outDir: path.join(workshop, 'client'),
      emptyOutDir: true,
      assetsDir: '',
      // The pages' policy refuses data: addresses, in style sheets too.
      assetsInlineLimit: 0,
      manifest: 'manifest.json',
      modulePreload: false,
      target: 'es2022',
      reportCompressedSize: false,
      rolldownOptions: { input: files(clientEntries) },
    },
  })
}

async function buildServer(): Promise<void> {
  const { build } = await import('vite')
  const entries = files(serverEntries).map((file) => [path.basename(file, '.ts'), file] as const)
  await build({
    ...shared,
    // Packages of the registry stay in node_modules; our own are read from their sources.
    ssr: { noExternal: [/^@faire-commune\//] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ssr: true,
      outDir: path.join(workshop, 'server'),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(entries),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}

/** Compressed once here rather than at every request; fonts are compressed already. */
function compressClient(): void {
  const folder = path.join(workshop, 'client')
  for (const name of globSync('*.{css,js,svg}', { cwd: folder })) {
    const content = readFileSync(path.join(folder, name))
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(content))
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
  }
}

function putInPlace(): void {
  rmSync(stamp, { force: true })
  for (const part of ['client', 'server']) {
    rmSync(path.join(root, 'dist', part), { recursive: true, force: true })
    renameSync(path.join(workshop, part), path.join(root, 'dist', part))
  }
  rmSync(workshop, { recursive: true, force: true })
}
