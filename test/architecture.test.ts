import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findCircle, type Import, readSources, type SourceFile } from './source-files.ts'

const all = readSources(['{src,db}/**/*.{ts,tsx}', 'packages/*/src/**/*.ts'])
const product = all.filter((file) => !/^db\/|\.test\.tsx?$/.test(file.path))
const longest = 400

/** Every arrow from a file to what it imports that the rule forbids, as `from → to`. */
function forbidden(
  from: (file: string) => boolean,
  isForbidden: (imported: Import, file: SourceFile) => boolean,
): string[] {
  return product
    .filter((file) => from(file.path))
    .flatMap((file) =>
      file.imports
        .filter((imported) => isForbidden(imported, file))
        .map((imported) => `${file.path} → ${imported.file ?? imported.specifier}`),
    )
}

const inside =
  (...folders: readonly string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(folder))
const endsWith =
  (...ends: readonly string[]) =>
  (file: string) =>
    ends.some((end) => file.endsWith(end))

/** `src/modules/steering/measures`, or null outside modules. */
function moduleOf(file: string): string | null {
  const within = /^src\/modules\/(?:home|[^/]+\/[^/]+)(?=\/)/.exec(file)
  return within?.[0] ?? null
}

test('the imports of every file are read', () => {
  const routes = product.find((file) => file.path === 'src/modules/steering/measures/measures.routes.ts')
  const imported = routes?.imports.map(({ file, specifier }) => file ?? specifier)
  expect(imported).toEqual(
    expect.arrayContaining([
      'hono',
      'src/web/respond.ts',
      'src/modules/steering/measures/measures.actions.ts',
    ]),
  )
  const lost = product.flatMap(({ path: from, imports }) =>
    imports
      .filter(({ file }) => file && /\.tsx?$/.test(file) && !all.some(({ path: known }) => known === file))
      .map(({ file }) => `${from} → ${file}`),
  )
  expect(lost).toEqual([])
})

describe('arrows', () => {
  test('the kernel knows nothing but itself', () => {
    expect(forbidden(inside('src/kernel/'), ({ file }) => !file?.startsWith('src/kernel/'))).toEqual([])
  })

  test('packages never heard of the product', () => {
    expect(forbidden(inside('packages/'), ({ file }) => file?.startsWith('src/') ?? false)).toEqual([])
  })

  test('packages are used through their door', () => {
    const reachesIn = ({ file }: Import, from: SourceFile) =>
      /^packages\//.test(file ?? '') && !from.path.startsWith('packages/') && !file?.endsWith('/src/index.ts')
    expect(forbidden(() => true, reachesIn)).toEqual([])
  })

  test('infrastructure stands on the kernel alone', () => {
    const others = ({ file }: Import) => file !== null && !inside('src/infra/', 'src/kernel/')(file)
    expect(forbidden(inside('src/infra/'), others)).toEqual([])
  })

  test('the shell of the pages knows no module, and of the infrastructure only shapes', () => {
    const others = ({ file, isType }: Import) =>
      file !== null && !inside('src/web/', 'src/kernel/')(file) && !(isType && file.startsWith('src/infra/'))
    expect(forbidden(inside('src/web/'), others)).toEqual([])
  })

  test('rules and permissions are pure: no database, page, act or part of Node', () => {
    const impure = ({ file, specifier, isType }: Import) =>
      specifier.startsWith('node:') ||
      (file !== null &&
        (inside('src/infra/', 'src/web/')(file) ||
          (!isType && endsWith('.queries.ts', '.actions.ts', '.routes.ts', '.tsx')(file))))
    expect(forbidden(endsWith('.rules.ts', '.permissions.ts'), impure)).toEqual([])
  })

  test('a page shows what it is given: it asks nobody', () => {
    const asks = ({ file, isType }: Import) =>
      file !== null &&
      !isType &&
      (file.startsWith('src/infra/') || endsWith('.queries.ts', '.actions.ts')(file))
    expect(forbidden(endsWith('.tsx'), asks)).toEqual([])
  })

  test('queries ask the database: they know no act and no page', () => {
    const others = ({ file, isType }: Import) =>
      file !== null &&
      !isType &&
      (endsWith('.actions.ts', '.routes.ts', '.tsx')(file) || file.startsWith('src/web/'))
    expect(forbidden(endsWith('.queries.ts'), others)).toEqual([])
  })

  test('acts know no page', () => {
    const page = ({ file, isType }: Import) =>
      file !== null && !isType && endsWith('.routes.ts', '.tsx')(file)
    expect(forbidden(endsWith('.actions.ts'), page)).toEqual([])
  })

  test('a module enters another by its public door only', () => {
    const byTheWindow = ({ file }: Import, from: SourceFile) => {
      const there = file && moduleOf(file)
      if (!there || there === moduleOf(from.path)) return false
      // The site itself mounts routes, and names modules in its menu.
      const doors = moduleOf(from.path) ? ['.public.ts'] : ['.public.ts', '.routes.ts', '.words.ts']
      return !endsWith(...doors)(file)
    }
    expect(forbidden(() => true, byTheWindow)).toEqual([])
  })

  test('no import makes a circle', () => {
    expect(findCircle(product)).toBeNull()
  })
})

/** Files where the pattern is found, with its first place: `src/x.ts: new Date()`. */
function containing(from: (file: string) => boolean, pattern: RegExp): string[] {
  return product
    .filter((file) => from(file.path))
    .flatMap((file) => {
      const found = pattern.exec(withoutComments(file.text))
      return found ? [`${file.path}: ${found[0]}`] : []
    })
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

describe('habits', () => {
  test('SQL is written in *.queries.ts; migrations and the connection itself apart', () => {
    const elsewhere = (file: string) =>
      !file.endsWith('.queries.ts') &&
      !['src/infra/migrate.ts', 'src/infra/database.ts', 'src/infra/embedded-pool.ts'].includes(file)
    const query = /\bsql(?:<[^`]*>)?`|\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/
    expect(containing(elsewhere, query)).toEqual([])
  })

  test('a page waits for nothing, reads no clock and draws no lot', () => {
    const impure = /\b(?:await|async)\b|\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bclock\./
    expect(containing(endsWith('.tsx'), impure)).toEqual([])
  })

  test('rules take the day and chance as arguments', () => {
    const own = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(/
    const pure = (file: string) =>
      endsWith('.rules.ts', '.permissions.ts')(file) || inside('packages/', 'src/kernel/')(file)
    // Wall time is how an anytime search knows when to stop.
    expect(containing((file) => pure(file) && !file.startsWith('packages/portfolio/'), own)).toEqual([])
  })

  test('barrels exist in packages only', () => {
    expect(product.map((file) => file.path).filter((file) => /^src\/.*\bindex\.tsx?$/.test(file))).toEqual([])
  })

  test(`no file is longer than ${longest} lines`, () => {
    const written = readSources(['{src,packages,test,bench,scripts}/**/*.{ts,tsx,mjs,css}']).filter(
      (file) => !/\.generated\.ts$|\/node_modules\//.test(file.path),
    )
    const long = written
      .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > longest)
    expect(long).toEqual([])
  })
})

type Words = Readonly<Record<string, string>>

const locales = readSources(['src/**/locales/*.json'])
const folders = [...new Set(locales.map((file) => path.posix.dirname(file.path)))]

function wordsIn(folder: string, locale: 'fr' | 'en'): Words {
  const file = locales.find((candidate) => candidate.path === `${folder}/${locale}.json`)
  return JSON.parse(file?.text ?? '{}')
}

describe('words', () => {
  test.each(folders)('%s has the same keys and the same values to fill in both languages', (folder) => {
    const [fr, en] = [wordsIn(folder, 'fr'), wordsIn(folder, 'en')]
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
    const values = (text: string | undefined) => [...new Set(text?.match(/\{\{\w+\}\}/g))].sort()
    const uneven = Object.keys(fr).filter(
      (key) => !/_(one|zero)$/.test(key) && `${values(fr[key])}` !== `${values(en[key])}`,
    )
    expect(uneven).toEqual([])
    expect(Object.entries({ ...fr, ...en }).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test.each(folders)('every key that is asked for is in %s, or in the words of the shell', (folder) => {
    const shell = wordsIn('src/web/locales', 'fr')
    const known = { ...shell, ...wordsIn(folder, 'fr') }
    const plurals = ['', '_one', '_other', '_many', '_zero']
    const home = path.posix.dirname(folder)
    const unknown = product
      .filter((file) => file.path.startsWith(`${home}/`) && file.text.includes('Words'))
      .flatMap((file) =>
        [...file.text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({ file: file.path, key })),
      )
      .filter(({ key }) => plurals.every((plural) => !(`${key}${plural}` in known)))
    expect(unknown).toEqual([])
  })
})
