export const ledgerFormats = ['csv', 'xlsx', 'json'] as const
export type LedgerFormat = (typeof ledgerFormats)[number]

export const evidencePaths = {
  ledger: (code: string, after?: string) =>
    `/mesures/${code}/faits${after ? `?${new URLSearchParams({ suite: after })}` : ''}`,
  new: (code: string) => `/mesures/${code}/faits/nouveau`,
  reversal: (code: string, id: string) => `/mesures/${code}/faits/${id}/annulation`,
  exportOne: (code: string, format: LedgerFormat) => `/mesures/${code}/faits/export/${format}`,
  export: (format: LedgerFormat) => `/faits/export/${format}`,
  import: () => '/faits/import',
  importConfirmed: () => '/faits/import/confirmation',
  api: (code: string) => `/api/v1/measures/${code}/evidence`,
  alerts: (from?: number) => (from ? `/alertes?suite=${from}` : '/alertes'),
  /** The page of a measure; measures own it, and everybody knows where it is. */
  measure: (code: string) => `/mesures/${code}`,
}
