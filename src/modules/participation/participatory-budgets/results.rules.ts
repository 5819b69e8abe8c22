export type ProjectState = 'not_selected' | 'recommended' | 'accepted' | 'refused'

/** The vote recommends; only the council accepts or refuses (PAR-12). */
export function stateOfResult(result: {
  readonly rank: number | null
  readonly decision: { readonly decision: 'accepted' | 'refused' } | null
}): ProjectState {
  if (result.rank === null) return 'not_selected'
  return result.decision?.decision ?? 'recommended'
}
