import { existsSync } from 'node:fs'
import path from 'node:path'
import { projectFile } from '#infra/project-files.ts'

/** Folder of the reference data, which is tested with and not shipped: `FAIRE_COMMUNE_REFERENCE`, else `../shared`. */
const reference = path.resolve(projectFile(), process.env.FAIRE_COMMUNE_REFERENCE ?? '../shared')

/**
 * Path of a file or folder of the reference data, or null where it is absent: the reason is printed then, and in CI,
 * where the data must be, it is a failure.
 */
export function referencePath(...parts: readonly string[]): string | null {
  const place = path.join(reference, ...parts)
  if (existsSync(place)) return place
  const reason = `reference data absent: ${parts.join('/')} (set FAIRE_COMMUNE_REFERENCE)`
  if (process.env.CI) throw new Error(reason)
  console.warn(`SKIPPED: ${reason}`)
  return null
}
