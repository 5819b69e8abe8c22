import type { Part, Status } from './measures.rules.ts'

export interface MeasureFilter {
  readonly part?: Part | undefined
  readonly status?: Status | undefined
  readonly search?: string | undefined
  /** Where the next page starts. */
  readonly after?: string | undefined
}

export const exportFormats = ['csv', 'xlsx', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const measuresPaths = {
  list: (filter: MeasureFilter = {}) =>
    `/mesures${query({ partie: filter.part, etat: filter.status, q: filter.search, suite: filter.after })}`,
  new: () => '/mesures/nouvelle',
  import: () => '/mesures/import',
  importConfirmed: () => '/mesures/import/confirmation',
  export: (format: ExportFormat) => `/mesures/export/${format}`,
  show: (code: string) => `/mesures/${code}`,
  edit: (code: string) => `/mesures/${code}/modifier`,
  step: (code: string) => `/mesures/${code}/etapes`,
  ratings: (code: string) => `/mesures/${code}/radar`,
  newLine: (code: string) => `/mesures/${code}/lignes/nouvelle`,
  line: (code: string, id: string) => `/mesures/${code}/lignes/${id}`,
  newRisk: (code: string) => `/mesures/${code}/risques/nouveau`,
  risk: (code: string, id: string) => `/mesures/${code}/risques/${id}`,
  newCondition: (code: string) => `/mesures/${code}/conditions/nouvelle`,
  condition: (code: string, id: string) => `/mesures/${code}/conditions/${id}`,
  newRule: (code: string, rule?: string) => `/mesures/${code}/regles/nouvelle${query({ regle: rule })}`,
  rule: (code: string, id: string) => `/mesures/${code}/regles/${id}`,
  removal: (itemPath: string) => `${itemPath}/suppression`,
  chart: (code: string, name: string) => `/mesures/${code}/graphiques/${name}.svg`,
  rates: () => '/taux',
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
