import { globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { projectFile } from '#infra/project-files.ts'

/** A file of the project with what it imports. */
export interface SourceFile {
  /** From the root of the project, with slashes: `src/kernel/cents.ts`. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

export interface Import {
  /** Path of a file of the project; null when it is a package or a part of Node. */
  readonly file: string | null
  /** As it is written: `./cents.ts`, `node:fs`, `kysely`. */
  readonly specifier: string
  /** Erased before the program runs: it costs nothing and starts nothing. */
  readonly isType: boolean
  /** Read when the program comes to it, not when the file is. */
  readonly isLazy: boolean
}

const root = projectFile()
const aliases = ['kernel', 'infra', 'web', 'modules'] as const

export function readSources(patterns: readonly string[]): SourceFile[] {
  return globSync([...patterns], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      return { path: file, text, imports: /\.[mc]?tsx?$/.test(file) ? importsOf(file, text) : [] }
    })
}

// `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`.
const statement =
  /^[ \t]*(?:import|export)\s+(type\s)?[^'"()]*?\bfrom\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(statement)].map(([, type, from, bare, called]) => {
    const specifier = from ?? bare ?? called ?? ''
    return {
      specifier,
      file: resolve(file, specifier),
      isType: type !== undefined,
      isLazy: called !== undefined,
    }
  })
}

function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  const alias = aliases.find((name) => specifier.startsWith(`#${name}/`))
  if (alias) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('#test/')) return specifier.slice(1)
  const own = /^@faire-commune\/([^/]+)/.exec(specifier)?.[1]
  return own ? `packages/${own}/src/index.ts` : null
}

/** The first circle that the imports make, as the files along it; null when there is none. */
export function findCircle(files: readonly SourceFile[]): string[] | null {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const along: string[] = []

  function walk(at: string): string[] | null {
    const seen = along.indexOf(at)
    if (seen >= 0) return [...along.slice(seen), at]
    if (done.has(at)) return null
    along.push(at)
    for (const { file, isType, isLazy } of byPath.get(at)?.imports ?? []) {
      const circle = file && !isType && !isLazy ? walk(file) : null
      if (circle) return circle
    }
    along.pop()
    done.add(at)
    return null
  }

  for (const file of files) {
    const circle = walk(file.path)
    if (circle) return circle
  }
  return null
}
