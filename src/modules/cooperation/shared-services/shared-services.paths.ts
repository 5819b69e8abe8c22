import type { FileFormat } from './statement-formats.rules.ts'

const base = '/services-partages'

export const sharedServicesPaths = {
  list: (sort?: string) => `${base}${sort ? `?tri=${sort}` : ''}`,
  balance: () => `${base}/bilan-du-reseau`,
  new: () => `${base}/nouveau`,
  show: (code: string) => `${base}/${code}`,
  edit: (code: string) => `${base}/${code}/modifier`,
  start: (code: string) => `${base}/${code}/demarrage`,
  end: (code: string) => `${base}/${code}/fin`,
  parties: (code: string) => `${base}/${code}/parties`,
  admission: (code: string) => `${base}/${code}/entree`,
  departure: (code: string, reference: string) => `${base}/${code}/depart/${reference}`,
  officers: (code: string) => `${base}/${code}/referents`,
  prepare: (code: string) => `${base}/${code}/preparation`,
  units: (code: string) => `${base}/${code}/unites`,
  levels: (code: string) => `${base}/${code}/engagements`,
  opinions: (code: string) => `${base}/${code}/avis`,
  forecast: (code: string) => `${base}/${code}/prevision`,
  baseline: (code: string, reference: string) => `${base}/${code}/situation/${reference}`,
  keys: (code: string) => `${base}/${code}/cles`,
  simulation: (code: string) => `${base}/${code}/cles/simulation`,
  key: (code: string, number: number) => `${base}/${code}/cles/${number}`,
  keyStep: (code: string, number: number, step: 'proposition' | 'suppression' | 'votes') =>
    `${base}/${code}/cles/${number}/${step}`,
  values: (code: string) => `${base}/${code}/valeurs`,
  costs: (code: string, year: number) => `${base}/${code}/couts/${year}`,
  payments: (code: string, year: number) => `${base}/${code}/acomptes/${year}`,
  removePayment: (code: string, year: number, id: string) =>
    `${base}/${code}/acomptes/${year}/${id}/suppression`,
  readings: (code: string, year: number) => `${base}/${code}/mesures/${year}`,
  removeReading: (code: string, year: number, id: string) =>
    `${base}/${code}/mesures/${year}/${id}/suppression`,
  removeCost: (code: string, year: number, id: string) => `${base}/${code}/couts/${year}/${id}/suppression`,
  lines: (code: string, filter: { year?: number | undefined; party?: string; after?: string } = {}) =>
    `${base}/${code}/lignes${query({
      annee: filter.year === undefined ? undefined : String(filter.year),
      partie: filter.party,
      suite: filter.after,
    })}`,
  newLine: (code: string) => `${base}/${code}/lignes/nouvelle`,
  importLines: (code: string) => `${base}/${code}/lignes/import`,
  exportLines: (code: string, year: number) => `${base}/${code}/lignes/export.csv?annee=${year}`,
  line: (code: string, id: number) => `${base}/${code}/lignes/${id}`,
  contest: (code: string, id: number) => `${base}/${code}/lignes/${id}/contestation`,
  message: (code: string, id: number) => `${base}/${code}/lignes/${id}/messages`,
  settlement: (code: string, id: number) => `${base}/${code}/lignes/${id}/reponse`,
  statement: (code: string, year: number) => `${base}/${code}/etats/${year}`,
  statementFile: (code: string, year: number, format: FileFormat) =>
    `${base}/${code}/etats/${year}/fichier.${format}`,
  result: (code: string, year: number, reference: string) => `${base}/${code}/suivi/${year}/${reference}`,
  review: (code: string, year: number) => `${base}/${code}/revues/${year}`,
  tokens: (code: string) => `${base}/${code}/jetons`,
  revokeToken: (code: string, id: string) => `${base}/${code}/jetons/${id}/retrait`,
  api: (code: string) => `/api/v1/shared-services/${code}/lines`,
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
