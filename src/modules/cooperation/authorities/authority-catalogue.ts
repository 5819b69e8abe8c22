import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { projectFile } from '#infra/project-files.ts'
import { type AuthorityIndex, indexAuthorities } from './authorities.rules.ts'
import {
  authoritiesOf,
  communesFile,
  departementsFile,
  epciFile,
  regionsFile,
} from './authority-files.rules.ts'

let index: AuthorityIndex | null = null

/** Every French authority, read from the files of the package the first time that somebody asks. */
export function authorityCatalogue(): AuthorityIndex {
  index ??= indexAuthorities(
    authoritiesOf({
      communes: readData('communes', communesFile),
      epci: readData('epci', epciFile),
      departements: readData('departements', departementsFile),
      regions: readData('regions', regionsFile),
    }),
  )
  return index
}

function readData<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  // The entry point of the package is broken: its data files are read.
  const file = projectFile('node_modules/@etalab/decoupage-administratif/data', `${name}.json`)
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
