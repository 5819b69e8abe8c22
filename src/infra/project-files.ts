import { existsSync } from 'node:fs'
import path from 'node:path'

/** Root of the project, found from this file upwards: the same from the sources and from the build. */
const root = findRoot(import.meta.dirname)

/** Path of a file that travels with the product, such as a migration or a font. */
export function projectFile(...parts: readonly string[]): string {
  return path.join(root, ...parts)
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'db', 'migrations'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('the folder db/migrations was not found above the program')
  return findRoot(parent)
}
