import type { Change } from './results.rules.ts'
import type { LegalForm, ServiceStatus } from './shared-services.rules.ts'

/** What the comparison is sorted by, as its address says it. */
export const sortKeys = [
  'titre',
  'parties',
  'cout',
  'cout_unitaire',
  'part',
  'ecart',
  'qualite',
  'delai',
] as const
export type SortKey = (typeof sortKeys)[number]

/** A service beside the others: its last stated year, and what the reader's party measured in its last reviewed one. */
export interface ComparedService {
  readonly code: string
  readonly title: string
  readonly legalForm: LegalForm
  readonly status: ServiceStatus
  readonly parties: number
  /** Year of the last statement; null before. */
  readonly year: number | null
  readonly totalCents: number | null
  readonly unitCostCents: number | null
  /** Of the reader's party. */
  readonly shareCents: number | null
  readonly gapCents: number | null
  readonly gapName: 'difference' | 'saving' | 'extra_cost'
  readonly quality: Change | null
  readonly delay: Change | null
}

/** Titles from A, figures from the largest; what is not known comes last. */
export function sortServices(rows: readonly ComparedService[], key: SortKey): ComparedService[] {
  if (key === 'titre') return rows.toSorted((a, b) => a.title.localeCompare(b.title, 'fr'))
  const figure = (row: ComparedService) => figures[key](row) ?? Number.NEGATIVE_INFINITY
  return rows.toSorted((a, b) => {
    const [one, other] = [figure(a), figure(b)]
    return one === other ? a.title.localeCompare(b.title, 'fr') : other > one ? 1 : -1
  })
}

const figures: Readonly<Record<Exclude<SortKey, 'titre'>, (row: ComparedService) => number | null>> = {
  parties: (row) => row.parties,
  cout: (row) => row.totalCents,
  cout_unitaire: (row) => row.unitCostCents,
  part: (row) => row.shareCents,
  ecart: (row) => row.gapCents,
  qualite: (row) => row.quality?.after ?? null,
  delai: (row) => row.delay?.after ?? null,
}
