import { foldText, slugOf } from '#kernel/plain-text.ts'
import { parseSiren } from '#kernel/siren.ts'

/** A grouping of authorities with what a file says that it does. */
export interface Grouping {
  readonly siren: string
  readonly name: string
  readonly nature: string
  readonly memberSirens: readonly string[]
  readonly competences: readonly string[]
}

/** Why a line is not read; each has its sentence. */
export type LineFault = 'siren' | 'member_siren' | 'name'

export interface CompetenceFault {
  readonly line: number
  readonly code: LineFault
  readonly found: string
}

export interface CompetenceReading {
  readonly groupings: readonly Grouping[]
  /** Columns read as competences. */
  readonly columns: readonly string[]
  readonly faults: readonly CompetenceFault[]
}

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** Names, folded, of what is read beside the competences. Whoever presides is not: a name of a person is of no use here. */
const fieldNames = {
  siren: ['n siren', 'siren', 'siren groupement', 'no siren'],
  name: ['nom du groupement', 'raison sociale', 'nom'],
  nature: ['nature juridique', 'nature'],
  member: ['siren membre', 'siren du membre'],
} as const
type Field = keyof typeof fieldNames

/** Columns of the file that may hold only yes, no, 1 or 0, and are no competence. */
const otherColumns: ReadonlySet<string> = new Set([
  'syndicat a la carte',
  'groupement interdepartemental',
  'zone de montagne',
  'dgf bonifiee',
  'dsc',
  'reom',
  'teom',
  'autre taxe',
  'autre redevance',
  'representation substitution',
  'nombre de membres',
  'population',
  'nombre de competences exercees',
  'mode de repartition des sieges',
  'autre mode de repartition des sieges',
  'mode de financement',
])

const yes: ReadonlySet<string> = new Set(['oui', '1', 'x', 'o', 'vrai', 'true'])
const no: ReadonlySet<string> = new Set(['', 'non', '0', 'n', 'faux', 'false'])

/**
 * Reads a file of groupings such as BANATIC's: a header, then one line a grouping, or one for each of its members. Every
 * column of yes and no that we know nothing else of is a competence. Null when no header names a SIREN and a name.
 */
export function readCompetenceFile(rows: readonly Row[]): CompetenceReading | null {
  const index = rows
    .slice(0, 10)
    .findIndex(({ cells }) => placeOf('siren', cells) >= 0 && placeOf('name', cells) >= 0)
  const header = rows[index]
  if (!header) return null
  const body = rows.slice(index + 1).filter(({ cells }) => cells.some((cell) => cell !== ''))
  const places = {
    siren: placeOf('siren', header.cells),
    name: placeOf('name', header.cells),
    nature: placeOf('nature', header.cells),
    member: placeOf('member', header.cells),
  }
  const columns = competenceColumns(header.cells, new Set(Object.values(places)), body)
  return { ...gather(body, places, columns), columns: columns.map(({ name }) => name) }
}

function placeOf(field: Field, cells: readonly string[]): number {
  const known: readonly string[] = fieldNames[field]
  return cells.findIndex((cell) => known.includes(foldText(cell)))
}

interface Column {
  readonly place: number
  readonly name: string
}

function competenceColumns(
  header: readonly string[],
  taken: ReadonlySet<number>,
  body: readonly Row[],
): readonly Column[] {
  return header.flatMap((text, place) => {
    const name = text.trim()
    if (slugOf(name) === '' || taken.has(place) || otherColumns.has(foldText(name))) return []
    const values = body.map(({ cells }) => foldText(cells[place] ?? ''))
    const isYesNo = values.every((value) => yes.has(value) || no.has(value))
    return isYesNo && values.some((value) => yes.has(value)) ? [{ place, name }] : []
  })
}

function gather(
  body: readonly Row[],
  places: Readonly<Record<Field, number>>,
  columns: readonly Column[],
): Pick<CompetenceReading, 'groupings' | 'faults'> {
  const faults: CompetenceFault[] = []
  const found = new Map<
    string,
    { name: string; nature: string; members: Set<string>; competences: Set<string> }
  >()
  for (const { line, cells } of body) {
    const text = (field: Field) => (places[field] < 0 ? '' : (cells[places[field]] ?? '').trim())
    const fault = (code: LineFault, typed: string) => faults.push({ line, code, found: typed })
    const siren = parseSiren(text('siren'))
    if (siren === null) fault('siren', text('siren'))
    else if (text('name') === '') fault('name', '')
    else {
      const known = found.get(siren) ?? {
        name: text('name'),
        nature: text('nature'),
        members: new Set(),
        competences: new Set(),
      }
      found.set(siren, known)
      const member = text('member') === '' ? null : parseSiren(text('member'))
      if (member !== null) known.members.add(member)
      else if (text('member') !== '') fault('member_siren', text('member'))
      for (const { place, name } of columns)
        if (yes.has(foldText(cells[place] ?? ''))) known.competences.add(name)
    }
  }
  const groupings = [...found].map(([siren, { name, nature, members, competences }]) => ({
    siren,
    name,
    nature,
    memberSirens: [...members].sort(),
    competences: [...competences],
  }))
  return { groupings, faults }
}
