import { slugOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { ageBands, genders } from './participation.rules.ts'

/** How many people of the town are in a category of one dimension. */
export interface PopulationCell {
  readonly dimension: 'district' | 'age' | 'gender'
  readonly category: string
  readonly people: number
}

export interface PopulationTable {
  readonly cells: readonly PopulationCell[]
  /** Districts that the file names, in its order. */
  readonly districts: readonly { readonly id: string; readonly name: string; readonly population: number }[]
}

export type PopulationFault = {
  /** Line of the file, from 1; 0 for the file as a whole. */
  readonly line: number
  readonly code: 'columns' | 'dimension' | 'category' | 'people' | 'twice' | 'empty'
}

export const populationHeaders = ['dimension', 'categorie', 'habitants'] as const

interface FileRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/**
 * Reads a table of who lives in the town: one line a category, `dimension;categorie;habitants`, such as `age;15-29;7200`,
 * `genre;femmes;20900` or `quartier;Les Tanneries;6400`.
 */
export function readPopulation(
  headers: readonly string[],
  rows: readonly FileRow[],
): Result<PopulationTable, PopulationFault[]> {
  if (populationHeaders.some((header) => !headers.includes(header)))
    return refuse([{ line: 1, code: 'columns' }])
  const faults: PopulationFault[] = []
  const names = new Map<string, string>()
  const cells = rows.flatMap((row): PopulationCell[] => {
    const read = readCell(row, names)
    if (read.ok) return [read.value]
    faults.push({ line: row.line, code: read.refusal })
    return []
  })
  const seen = new Set<string>()
  for (const [index, { dimension, category }] of cells.entries()) {
    const key = `${dimension} ${category}`
    if (seen.has(key)) faults.push({ line: rows[index]?.line ?? 0, code: 'twice' })
    seen.add(key)
  }
  if (faults.length > 0) return refuse(faults)
  if (cells.length === 0) return refuse([{ line: 0, code: 'empty' }])
  const districts = cells
    .filter(({ dimension }) => dimension === 'district')
    .map(({ category, people }) => ({
      id: category,
      name: names.get(category) ?? category,
      population: people,
    }))
  return ok({ cells, districts })
}

const dimensions: Readonly<Record<string, PopulationCell['dimension']>> = {
  quartier: 'district',
  age: 'age',
  genre: 'gender',
  sexe: 'gender',
}
const genderNames: Readonly<Record<string, string>> = {
  femmes: 'woman',
  femme: 'woman',
  hommes: 'man',
  homme: 'man',
  autre: 'other',
  autres: 'other',
}

function readCell(
  { cells }: FileRow,
  names: Map<string, string>,
): Result<PopulationCell, PopulationFault['code']> {
  const dimension = dimensions[slugOf(cells.dimension ?? '')]
  if (!dimension) return refuse('dimension')
  const written = (cells.categorie ?? '').trim()
  const category = categoryOf(dimension, written)
  if (category === null) return refuse('category')
  if (dimension === 'district') names.set(category, written)
  const people = (cells.habitants ?? '').replace(/[\s\u00a0\u202f]/g, '')
  return /^\d{1,8}$/.test(people) ? ok({ dimension, category, people: Number(people) }) : refuse('people')
}

function categoryOf(dimension: PopulationCell['dimension'], written: string): string | null {
  if (dimension === 'district') return slugOf(written) || null
  if (dimension === 'gender')
    return genderNames[slugOf(written)] ?? genders.find((known) => known === written) ?? null
  // `75 et plus`, `75+`, `15-29`, `15 à 29 ans`.
  const [from = ''] = written.match(/\d+/g) ?? []
  return ageBands.find((band) => band.split('_')[0] === String(Number(from)) && from !== '') ?? null
}
