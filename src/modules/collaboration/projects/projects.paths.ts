const root = '/projets'

export interface ProjectFilter {
  readonly etat?: string | undefined
  readonly q?: string | undefined
  /** Where the next page starts. */
  readonly suite?: string | undefined
}

export const exportKinds = ['json', 'csv'] as const
export type ExportKind = (typeof exportKinds)[number]

export const projectsPaths = {
  list: (filter: ProjectFilter = {}) => `${root}${query(filter)}`,
  new: () => `${root}/nouveau`,
  mine: () => `${root}/mon-travail`,
  services: () => `${root}/services`,
  security: () => `${root}/securite`,
  show: (code: string) => `${root}/${code}`,
  edit: (code: string) => `${root}/${code}/modifier`,
  members: (code: string) => `${root}/${code}/equipe`,
  member: (code: string, accountId: string) => `${root}/${code}/equipe/${encodeURIComponent(accountId)}`,
  delegation: (code: string) => `${root}/${code}/delegation`,
  signature: (code: string) => `${root}/${code}/delegation/signature`,
  start: (code: string) => `${root}/${code}/lancement`,
  review: (code: string) => `${root}/${code}/bilan`,
  abandon: (code: string) => `${root}/${code}/abandon`,
  milestones: (code: string) => `${root}/${code}/jalons`,
  milestone: (code: string, id: string) => `${root}/${code}/jalons/${id}`,
  risks: (code: string) => `${root}/${code}/risques`,
  risk: (code: string, id: string) => `${root}/${code}/risques/${id}`,
  decisions: (code: string) => `${root}/${code}/decisions`,
  costs: (code: string) => `${root}/${code}/depenses`,
  cost: (code: string, id: string) => `${root}/${code}/depenses/${id}/annulation`,
  board: (code: string) => `${root}/${code}/tableau`,
  stream: (code: string) => `${root}/${code}/tableau/flux`,
  move: (code: string) => `${root}/${code}/tableau/deplacement`,
  columns: (code: string) => `${root}/${code}/colonnes`,
  column: (code: string, id: string) => `${root}/${code}/colonnes/${id}`,
  cards: (code: string) => `${root}/${code}/cartes`,
  card: (code: string, number: number) => `${root}/${code}/cartes/${number}`,
  cardPart: (code: string, number: number, part: CardPart) => `${root}/${code}/cartes/${number}/${part}`,
  checklistItem: (code: string, number: number, id: string) => `${root}/${code}/cartes/${number}/liste/${id}`,
  file: (code: string, number: number, id: string) => `${root}/${code}/cartes/${number}/fichiers/${id}`,
  tasks: (code: string) => `${root}/${code}/taches`,
  timeline: (code: string) => `${root}/${code}/calendrier`,
  workload: (code: string) => `${root}/${code}/charge`,
  meetings: (code: string) => `${root}/${code}/reunions`,
  newMeeting: (code: string) => `${root}/${code}/reunions/nouvelle`,
  meeting: (code: string, id: string) => `${root}/${code}/reunions/${id}`,
  meetingStep: (code: string, id: string, step: MeetingStep) => `${root}/${code}/reunions/${id}/${step}`,
  import: (code: string) => `${root}/${code}/import`,
  importConfirmed: (code: string) => `${root}/${code}/import/confirmation`,
  export: (code: string, kind: ExportKind) => `${root}/${code}/export/${kind}`,
}

export type CardPart = 'deplacement' | 'liste' | 'commentaires' | 'fichiers' | 'dependances' | 'suppression'
export type MeetingStep = 'modifier' | 'invitation' | 'compte-rendu' | 'validation'

function query(values: object): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
