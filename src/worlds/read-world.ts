import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { projectFile } from '#infra/project-files.ts'
import type { WorldName } from '#infra/settings.ts'
import type { Town } from '#kernel/town.ts'
import { type World, worldFile } from '../../db/worlds/world-files.ts'

export type DemoWorld = Exclude<WorldName, 'empty'>

/** The demo world of that name, from the files that travel with the product. */
export function readWorld(name: DemoWorld): World {
  const file = readWorldFile(name, 'town.json', worldFile)
  if (!file) throw new Error(`db/worlds/${name}/town.json is missing`)
  return file
}

/** One file of a world; null when that world has none. */
export function readWorldFile<Schema extends z.ZodType>(
  name: DemoWorld,
  file: string,
  schema: Schema,
): z.infer<Schema> | null {
  const place = projectFile('db', 'worlds', name, file)
  return existsSync(place) ? schema.parse(JSON.parse(readFileSync(place, 'utf8'))) : null
}

/** Names of the files of a world's measures, in the order in which they are read. */
export function listMeasureFiles(name: DemoWorld): string[] {
  const folder = projectFile('db', 'worlds', name)
  return readdirSync(folder)
    .filter((file) => /^measures(-\d+)?\.json$/.test(file))
    .sort()
    .map((file) => path.join(folder, file))
}

export function townOf(world: World): Town {
  return {
    name: world.name,
    siren: world.siren,
    population: world.population,
    departmentCode: world.department_code,
    inseeCode: world.insee_code,
    colour: world.colour,
    isFictional: world.fictional,
    isDemo: world.demo,
    neighbourCodes: world.neighbour_codes,
    intermunicipalSiren: world.intermunicipal_siren,
  }
}
