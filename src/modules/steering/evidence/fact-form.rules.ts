import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { FactInput } from './evidence.inputs.ts'
import type { FactSubject, NewFact } from './evidence.rules.ts'
import type { PromisedMeasure } from './promises.rules.ts'

export type FactFormFault = {
  readonly field: 'objet' | 'libelle' | 'unite' | 'quantite'
  readonly code:
    | 'choice'
    | 'text_missing'
    | 'unit_missing'
    | 'amount_unreadable'
    | 'number_unreadable'
    | 'indicator_code'
}

type TypedFact = Omit<NewFact, 'source'>

/** The fact that a filled form says about a measure; or what is wrong, and in which field. */
export function factOfForm(
  measure: Pick<PromisedMeasure, 'id' | 'lines' | 'conditions'>,
  input: FactInput,
): Result<TypedFact, FactFormFault> {
  const subject = subjectOf(measure, input)
  if (!subject.ok) return subject
  const { about, unit } = subject.value
  const quantity = readQuantity(input.quantite, unit)
  if (quantity === null)
    return refuse({ field: 'quantite', code: unit === 'cents' ? 'amount_unreadable' : 'number_unreadable' })
  const { jour: day, document, note } = input
  return ok({ measureId: measure.id, day, about, quantity, unit, document, note })
}

interface Subject {
  readonly about: FactSubject
  readonly unit: string
}

function subjectOf(
  { lines, conditions }: Pick<PromisedMeasure, 'lines' | 'conditions'>,
  { objet, libelle, unite }: FactInput,
): Result<Subject, FactFormFault> {
  const [nature, key] = cutAt(objet, ':')
  if (nature === 'line') {
    const line = lines.find(({ id }) => id === key)
    if (!line) return refuse({ field: 'objet', code: 'choice' })
    return ok({ about: { kind: line.direction, line: line.label }, unit: line.unit })
  }
  if (nature === 'indicator' && key !== '') {
    const condition = conditions.find(({ indicator }) => indicator === key)
    if (!condition) return refuse({ field: 'objet', code: 'choice' })
    return ok({ about: { kind: 'indicator', indicator: key }, unit: condition.unit })
  }
  if (libelle === '') return refuse({ field: 'libelle', code: 'text_missing' })
  const unit = unitOf(unite)
  return unit === null ? refuse({ field: 'unite', code: 'unit_missing' }) : openSubject(nature, libelle, unit)
}

function openSubject(nature: string, label: string, unit: string): Result<Subject, FactFormFault> {
  if (nature === 'cost' || nature === 'gain') return ok({ about: { kind: nature, unplanned: label }, unit })
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(label)) return refuse({ field: 'libelle', code: 'indicator_code' })
  return ok({ about: { kind: 'indicator', indicator: label }, unit })
}

function cutAt(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}

const euroNames = new Set(['euro', 'euros', '€', 'eur'])
const hourNames = new Set(['h', 'heure', 'heures', 'hour', 'hours'])
const weekNames = new Set(['semaine', 'semaines', 'week', 'weeks'])

/** The unit of the ledger for the unit that people write: euros are kept as cents. Null when there is none, or cents. */
export function unitOf(text: string): string | null {
  const name = text.trim().toLowerCase()
  // Amounts are written in euros: a file that says cents would be read a hundred times too high.
  if (name === '' || name === 'cents' || name === 'centimes') return null
  if (euroNames.has(name)) return 'cents'
  if (hourNames.has(name)) return 'hours'
  return weekNames.has(name) ? 'weeks' : text.trim()
}

/** A quantity as people write it: euros for a money unit. Null when it is not one. */
export function readQuantity(text: string, unit: string): number | null {
  return unit === 'cents' ? parseEuros(text) : parseDecimal(text)
}
