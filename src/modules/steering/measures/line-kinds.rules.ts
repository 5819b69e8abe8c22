/** The two sections of the municipal accounts, kept apart (CGCT L2311-1). */
export const sections = ['operating', 'investment'] as const
export type Section = (typeof sections)[number]

/** What a line is made of. Time freed is never counted as cash. */
export type Family = 'cash' | 'time' | 'other'

interface KindDescription {
  readonly direction: 'cost' | 'gain'
  readonly family: Family
  /** Unit of the three figures; null when the line names its own. */
  readonly unit: 'cents' | 'hours' | 'weeks' | null
}

/** Every kind of cost and gain that a measure may have. */
const lineKinds = {
  staff_hours: { direction: 'cost', family: 'time', unit: 'hours' },
  purchases: { direction: 'cost', family: 'cash', unit: 'cents' },
  services: { direction: 'cost', family: 'cash', unit: 'cents' },
  investment: { direction: 'cost', family: 'cash', unit: 'cents' },
  grants_given: { direction: 'cost', family: 'cash', unit: 'cents' },
  premises_in_kind: { direction: 'cost', family: 'other', unit: 'cents' },
  decision_delay: { direction: 'cost', family: 'other', unit: 'weeks' },
  partner_hours: { direction: 'cost', family: 'time', unit: 'hours' },
  cash_saved: { direction: 'gain', family: 'cash', unit: 'cents' },
  gifts: { direction: 'gain', family: 'cash', unit: 'cents' },
  sponsoring: { direction: 'gain', family: 'cash', unit: 'cents' },
  advertising: { direction: 'gain', family: 'cash', unit: 'cents' },
  co_funding: { direction: 'gain', family: 'cash', unit: 'cents' },
  other_income: { direction: 'gain', family: 'cash', unit: 'cents' },
  cost_avoided: { direction: 'gain', family: 'other', unit: 'cents' },
  staff_hours_freed: { direction: 'gain', family: 'time', unit: 'hours' },
  result: { direction: 'gain', family: 'other', unit: null },
} as const satisfies Record<string, KindDescription>

export type LineKind = keyof typeof lineKinds

export const lineKindCodes = Object.keys(lineKinds).filter(isLineKind)

export function isLineKind(text: string): text is LineKind {
  return text in lineKinds
}

export function describeKind(kind: LineKind): KindDescription {
  return lineKinds[kind]
}

/** Section that a kind belongs to unless the line says otherwise; null for what never enters the budget. */
export function defaultSection(kind: LineKind): Section | null {
  if (describeKind(kind).family !== 'cash') return null
  return kind === 'investment' ? 'investment' : 'operating'
}
