export interface RuleFilter {
  readonly search?: string | undefined
  readonly theme?: string | undefined
}

export const lawPaths = {
  list: ({ search, theme }: RuleFilter = {}) => `/droit${query({ q: search, theme })}`,
  /** A rule, with a question in the address: whoever opens it reads the same answer. */
  rule: (id: string, typed: Readonly<Record<string, string>> = {}) => `/droit/${id}${query(typed)}`,
  review: () => '/droit/revue',
  api: () => '/api/v1/law/rules',
  apiRule: (id: string) => `/api/v1/law/rules/${id}`,
  apiEvaluate: () => '/api/v1/law/evaluate',
  openApi: () => '/api/v1/openapi.json',
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
