import { readdirSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type MeasureRecord, measuresFile } from '#modules/steering/measures/exchange.rules.ts'
import {
  type Decision,
  type Deliberation,
  decisionsFile,
  deliberationsFile,
  type Evidence,
  evidenceFile,
  type ScenarioRecord,
  scenariosFile,
  type World,
  worldFile,
} from './world-files.ts'

export const worldNames = ['town', 'small', 'agglomeration'] as const
export type WorldName = (typeof worldNames)[number]

export interface WorldContent {
  readonly world: World
  readonly measures: readonly MeasureRecord[]
  readonly evidence: readonly Evidence[]
  readonly deliberations: readonly Deliberation[]
  /** In the order of their dates. */
  readonly decisions: readonly Decision[]
  readonly scenarios: readonly ScenarioRecord[]
}

/** Place of the files of a world; the measures may be cut in several files, one a part of the note. */
export function folderOf(name: WorldName): URL {
  return new URL(`${name}/`, import.meta.url)
}

/** Reads and checks every file of a world. Throws when a file does not follow its format: it is part of the product. */
export function readWorld(name: WorldName): WorldContent {
  const files = readdirSync(folderOf(name))
  const read = <T>(file: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(new URL(file, folderOf(name)), 'utf8')))
  const readList = <T>(file: string, schema: z.ZodType<T[]>): T[] =>
    files.includes(file) ? read(file, schema) : []
  const measureFiles = files.filter((file) => file.startsWith('measures')).toSorted()
  return {
    world: read('town.json', worldFile),
    measures: measureFiles.flatMap((file) => read(file, measuresFile).measures),
    evidence: readList('evidence.json', evidenceFile),
    deliberations: readList('deliberations.json', deliberationsFile),
    decisions: readList('decisions.json', decisionsFile),
    scenarios: readList('scenarios.json', scenariosFile),
  }
}
