import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { mostPhases } from './calendar.rules.ts'
import { type Phase, type PhaseKind, type PromisePoint, phaseKinds } from './processes.rules.ts'
import { outcomes, type PointAnswer } from './promise.rules.ts'

/** What was typed, by the name of the field. Rows have their number at the end of the name: `titre-3`. */
type Typed = Readonly<Record<string, string | undefined>>

export type RowFault = { readonly field: string; readonly code: RowFaultCode }
export type RowFaultCode = 'text_missing' | 'text_long' | 'date' | 'choice' | 'phase_order'

/** Rows that a form shows: those there are, and two to fill in. */
export function rowsShown(filled: number, most: number): number {
  return Math.min(filled + 2, most)
}

export const mostPoints = 20

type TypedPhase = Omit<Phase, 'id'> & { readonly id: string | null }

/** The phases of a form; a row whose title and days are empty is one that is taken away. */
export function phasesOfForm(typed: Typed): Result<TypedPhase[], RowFault[]> {
  return readRows(mostPhases, (row, faults) => {
    const title = typed[`titre-${row}`] ?? ''
    const [from, to] = [typed[`debut-${row}`] ?? '', typed[`fin-${row}`] ?? '']
    if (title === '' && from === '' && to === '') return null
    const kind = phaseKinds.find((known) => known === typed[`nature-${row}`])
    const [startsOn, endsOn] = [parseCalendarDate(from), parseCalendarDate(to)]
    if (!kind) faults.push({ field: `nature-${row}`, code: 'choice' })
    if (title === '') faults.push({ field: `titre-${row}`, code: 'text_missing' })
    if (title.length > 200) faults.push({ field: `titre-${row}`, code: 'text_long' })
    if (!startsOn) faults.push({ field: `debut-${row}`, code: 'date' })
    if (!endsOn) faults.push({ field: `fin-${row}`, code: 'date' })
    if (!kind || !startsOn || !endsOn) return null
    if (endsOn < startsOn) faults.push({ field: `fin-${row}`, code: 'phase_order' })
    return { id: typed[`id-${row}`] || null, kind, title, startsOn, endsOn }
  })
}

export function formOfPhases(phases: readonly Phase[]): Record<string, string> {
  return Object.assign(
    {},
    ...phases.map((phase, row) => ({
      [`id-${row}`]: phase.id,
      [`nature-${row}`]: phase.kind satisfies PhaseKind,
      [`titre-${row}`]: phase.title,
      [`debut-${row}`]: phase.startsOn,
      [`fin-${row}`]: phase.endsOn,
    })),
  )
}

/** The points of a form: promises by their rows, then one line for each thing that is out of scope. */
export function pointsOfForm(typed: Typed): Result<Omit<PromisePoint, 'id'>[], RowFault[]> {
  const promises = readRows(mostPoints, (row, faults): Omit<PromisePoint, 'id'> | null => {
    const [statement, responsible] = [typed[`promesse-${row}`] ?? '', typed[`responsable-${row}`] ?? '']
    const due = typed[`echeance-${row}`] ?? ''
    if (statement === '' && responsible === '' && due === '') return null
    const dueOn = parseCalendarDate(due)
    if (statement === '') faults.push({ field: `promesse-${row}`, code: 'text_missing' })
    if (statement.length > 1000) faults.push({ field: `promesse-${row}`, code: 'text_long' })
    if (responsible === '') faults.push({ field: `responsable-${row}`, code: 'text_missing' })
    if (!dueOn) faults.push({ field: `echeance-${row}`, code: 'date' })
    return { kind: 'promise', statement, responsible, dueOn }
  })
  if (!promises.ok) return promises
  const outside = (typed.hors_sujet ?? '').split('\n').map((line) => line.trim())
  if (outside.some((line) => line.length > 1000)) return refuse([{ field: 'hors_sujet', code: 'text_long' }])
  return ok([
    ...promises.value,
    ...outside
      .filter(Boolean)
      .slice(0, mostPoints)
      .map((statement) => ({ kind: 'out_of_scope' as const, statement, responsible: '', dueOn: null })),
  ])
}

export function formOfPoints(points: readonly PromisePoint[]): Record<string, string> {
  const promises = points.filter(({ kind }) => kind === 'promise')
  const outside = points.filter(({ kind }) => kind === 'out_of_scope')
  return Object.assign(
    { hors_sujet: outside.map(({ statement }) => statement).join('\n') },
    ...promises.map((point, row) => ({
      [`promesse-${row}`]: point.statement,
      [`responsable-${row}`]: point.responsible,
      [`echeance-${row}`]: point.dueOn ?? '',
    })),
  )
}

/** What is said of each promise, by its identity: `resultat-<id>` and `pourquoi-<id>`. */
export function answersOfForm(
  points: readonly PromisePoint[],
  typed: Typed,
): Result<PointAnswer[], RowFault[]> {
  const faults: RowFault[] = []
  const answers = points
    .filter(({ kind }) => kind === 'promise')
    .flatMap(({ id }): PointAnswer[] => {
      const outcome = outcomes.find((known) => known === typed[`resultat-${id}`])
      const reason = typed[`pourquoi-${id}`] ?? ''
      if (!outcome) faults.push({ field: `resultat-${id}`, code: 'choice' })
      if (reason === '') faults.push({ field: `pourquoi-${id}`, code: 'text_missing' })
      if (reason.length > 4000) faults.push({ field: `pourquoi-${id}`, code: 'text_long' })
      return outcome ? [{ pointId: id, outcome, reason }] : []
    })
  return faults.length > 0 ? refuse(faults) : ok(answers)
}

function readRows<Row>(
  most: number,
  read: (row: number, faults: RowFault[]) => Row | null,
): Result<Row[], RowFault[]> {
  const faults: RowFault[] = []
  const rows = Array.from({ length: most }, (_, row) => read(row, faults)).filter((row) => row !== null)
  return faults.length > 0 ? refuse(faults) : ok(rows)
}
