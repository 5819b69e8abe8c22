import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { cents, parseEuros, roundToCents } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { type Answer, type Budget, type Dossier, type KeptFile, totalsOf } from './applications.rules.ts'
import { type ApplicantKind, applicantKinds } from './calls.rules.ts'
import { type Form, type Place, placesOf, type Typed } from './form.rules.ts'
import { type FieldFault, typedRows } from './rows.rules.ts'

export type DossierFault =
  | 'text_missing'
  | 'text_long'
  | 'choice'
  | 'date'
  | 'dates_order'
  | 'amount_unreadable'
  | 'number_unreadable'
  | 'kind_not_allowed'
  | 'siret_wrong'
  | 'rna_wrong'
  | 'number_missing'
  | 'address_wrong'
  | 'identifier_wrong'
  | 'file_missing'
  | 'budget_missing'
  | 'budget_unbalanced'
  | 'request_above_expenses'
  | 'aids_unreadable'
  | 'commitment_missing'

export const mostBudgetLines = 10
export const mostVolunteering = 4

/** How numbers of organisations are read: the directory's own way, given by the caller. */
export type ReadNumber = (text: string) => { readonly scheme: string; readonly value: string } | null

export interface DossierRules {
  readonly form: Form
  readonly applicants: readonly ApplicantKind[]
  readonly files: readonly Pick<KeptFile, 'field' | 'name'>[]
  readonly readNumber: ReadNumber
  /** Whether a body of that kind must subscribe to the republican commitment, on the day of the application (SUB-08). */
  needsCommitment(kind: ApplicantKind): boolean
}

/** Reads the whole of what was typed; every fault, field by field, or the dossier that is received. */
export function readDossier(
  typed: Typed,
  rules: DossierRules,
): Result<Dossier, readonly FieldFault<DossierFault>[]> {
  const reader = new Reader(typed)
  const organisation = readOrganisation(reader, rules)
  const project = readProject(reader)
  const requestedCents = reader.euros('montant') ?? 0
  const budget = readBudget(reader)
  checkBalance(reader, budget, requestedCents)
  const isEconomic = reader.oneOf('economique', ['oui', 'non']) === 'oui'
  const aids = isEconomic ? readAids(reader) : []
  if (rules.needsCommitment(organisation.kind) && typed.engagement_republicain !== 'oui')
    reader.fault('engagement_republicain', 'commitment_missing')
  const answers = placesOf(rules.form.questions, typed).flatMap((place) => readAnswer(reader, place, rules))
  const dossier = { organisation, project, requestedCents, budget, isEconomic, aids, answers }
  return reader.faults.length > 0 ? refuse(reader.faults) : ok(dossier)
}

/** Reads typed fields one by one and keeps what is wrong; a fault leaves a value that nothing is made of. */
class Reader {
  readonly typed: Typed
  readonly faults: FieldFault<DossierFault>[] = []

  constructor(typed: Typed) {
    this.typed = typed
  }

  fault(field: string, code: DossierFault): void {
    this.faults.push({ field, code })
  }

  raw(field: string): string {
    return (this.typed[field] ?? '').trim()
  }

  text(field: string, longest: number): string {
    const text = this.raw(field)
    if (text === '') this.fault(field, 'text_missing')
    if (text.length > longest) this.fault(field, 'text_long')
    return text
  }

  day(field: string): CalendarDate | null {
    const day = parseCalendarDate(this.raw(field))
    if (day === null) this.fault(field, 'date')
    return day
  }

  euros(field: string): number | null {
    const amount = parseEuros(this.raw(field))
    if (amount !== null && amount > 0) return amount
    this.fault(field, 'amount_unreadable')
    return null
  }

  oneOf(field: string, options: readonly string[]): string {
    const text = this.raw(field)
    if (!options.includes(text)) this.fault(field, 'choice')
    return text
  }
}

function readOrganisation(reader: Reader, rules: DossierRules): Dossier['organisation'] {
  const kind = applicantKinds.find((known) => known === reader.raw('nature')) ?? 'association'
  if (reader.raw('nature') === '') reader.fault('nature', 'choice')
  else if (!rules.applicants.includes(kind)) reader.fault('nature', 'kind_not_allowed')
  const siret = readScheme(reader, rules, 'siret', 'siret_wrong')
  const rna = readScheme(reader, rules, 'rna', 'rna_wrong')
  if (reader.raw('siret') === '' && reader.raw('rna') === '') reader.fault('siret', 'number_missing')
  return {
    name: reader.text('organisme', 200),
    kind,
    siret,
    rna,
    address: readAddress(reader, 'adresse'),
    signatory: reader.text('signataire', 200),
    signatoryTitle: reader.text('fonction', 200),
  }
}

function readScheme(reader: Reader, rules: DossierRules, field: 'siret' | 'rna', code: DossierFault): string {
  const typed = reader.raw(field)
  if (typed === '') return ''
  const number = rules.readNumber(typed)
  // Associations of Alsace-Moselle have no RNA: their entry in the court's register is what they have.
  const isRight =
    number !== null && (number.scheme === field || (field === 'rna' && number.scheme === 'alsace_moselle'))
  if (isRight) return number.value
  reader.fault(field, code)
  return ''
}

/** An address that a letter reaches: a postcode of five digits is in it. */
function readAddress(reader: Reader, field: string): string {
  const text = reader.text(field, 500)
  if (text !== '' && !/\b\d{5}\b/.test(text)) reader.fault(field, 'address_wrong')
  return text
}

function readProject(reader: Reader): Dossier['project'] {
  const startsOn = reader.day('debut')
  const endsOn = reader.day('fin')
  if (startsOn && endsOn && endsOn < startsOn) reader.fault('fin', 'dates_order')
  const none = '0001-01-01' as CalendarDate
  return {
    title: reader.text('titre', 200),
    summary: reader.text('resume', 4000),
    startsOn: startsOn ?? none,
    endsOn: endsOn ?? none,
  }
}

/** Rows of the budget as far as they can be read: also for the totals of a draft. */
export function readBudget(reader: {
  readonly typed: Typed
  fault(field: string, code: DossierFault): void
}): Budget {
  const lines = (side: 'depense' | 'recette') =>
    typedRows(reader.typed, [`${side}`, `${side}_montant`], mostBudgetLines).map((row) => {
      const [label = '', amount = ''] = [row[side], row[`${side}_montant`]]
      const read = parseEuros(amount)
      if (label === '') reader.fault(`${side}_${row.index}`, 'text_missing')
      if (read === null || read < 0) reader.fault(`${side}_montant_${row.index}`, 'amount_unreadable')
      return { label: label.slice(0, 200), cents: Math.max(0, read ?? 0) }
    })
  const volunteering = typedRows(
    reader.typed,
    ['benevolat', 'benevolat_heures', 'benevolat_taux'],
    mostVolunteering,
  ).map((row) => {
    const hours = parseDecimal(row.benevolat_heures)
    const rate = parseEuros(row.benevolat_taux)
    if (row.benevolat === '') reader.fault(`benevolat_${row.index}`, 'text_missing')
    const areHours = hours !== null && hours >= 0 && hours <= 100_000
    if (!areHours) reader.fault(`benevolat_heures_${row.index}`, 'number_unreadable')
    if (rate === null || rate < 0) reader.fault(`benevolat_taux_${row.index}`, 'amount_unreadable')
    const [safeHours, rateCents] = [areHours ? hours : 0, cents(Math.max(0, rate ?? 0))]
    return {
      label: row.benevolat.slice(0, 200),
      hours: safeHours,
      rateCents,
      cents: roundToCents(safeHours * rateCents),
    }
  })
  return { expenses: lines('depense'), income: lines('recette'), volunteering }
}

function checkBalance(reader: Reader, budget: Budget, requestedCents: number): void {
  if (budget.expenses.length === 0) {
    reader.fault('depense_1', 'budget_missing')
    return
  }
  const totals = totalsOf(budget, requestedCents)
  if (requestedCents > totals.expenses) reader.fault('montant', 'request_above_expenses')
  else if (totals.gap !== 0) reader.fault('recette_1', 'budget_unbalanced')
}

/** One aid a line: its day, a semicolon, its amount. */
function readAids(reader: Reader): Dossier['aids'] {
  const lines = reader
    .raw('aides')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.flatMap((line) => {
    const [day = '', amount = ''] = line.split(';')
    const [grantedOn, read] = [parseCalendarDate(day), parseEuros(amount)]
    if (grantedOn !== null && read !== null && read > 0) return [{ grantedOn, cents: read }]
    reader.fault('aides', 'aids_unreadable')
    return []
  })
}

function readAnswer(reader: Reader, { question, repeat, field }: Place, rules: DossierRules): Answer[] {
  const { key, label, kind } = question
  const isFile = kind === 'file'
  const typed = isFile ? (rules.files.find((file) => file.field === field)?.name ?? '') : reader.raw(field)
  if (typed === '') {
    if (question.isRequired) reader.fault(field, isFile ? 'file_missing' : 'text_missing')
    return []
  }
  const value = isFile ? typed : readValue(reader, field, question, rules)
  return [{ key, label, kind, repeat, value }]
}

function readValue(
  reader: Reader,
  field: string,
  { kind, choices }: Place['question'],
  rules: DossierRules,
): string {
  const raw = reader.raw(field)
  switch (kind) {
    case 'number': {
      const number = parseDecimal(raw)
      if (number === null) reader.fault(field, 'number_unreadable')
      return String(number ?? '')
    }
    case 'amount': {
      const amount = parseEuros(raw)
      if (amount === null) reader.fault(field, 'amount_unreadable')
      return String(amount ?? '')
    }
    case 'choice':
      return reader.oneOf(field, choices)
    case 'date':
      return reader.day(field) ?? ''
    case 'address':
      return readAddress(reader, field)
    case 'identifier': {
      const number = rules.readNumber(raw)
      if (number === null) reader.fault(field, 'identifier_wrong')
      return number?.value ?? ''
    }
    default:
      return reader.text(field, kind === 'text' ? 500 : 8000)
  }
}
