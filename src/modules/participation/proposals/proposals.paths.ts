import type { Category, Verdict } from './proposals.rules.ts'

export const sorts = ['newest', 'supported', 'discussed', 'deadline'] as const
export type Sort = (typeof sorts)[number]

export const answerFilters = ['awaited', 'late', 'accepted', 'accepted_in_part', 'refused'] as const
export type AnswerFilter = (typeof answerFilters)[number] & (Verdict | 'awaited' | 'late')

export interface ProposalFilter {
  /** Name of the process in addresses. */
  readonly process?: string | undefined
  readonly category?: Category | undefined
  readonly district?: string | undefined
  readonly answer?: AnswerFilter | undefined
  readonly search?: string | undefined
  readonly sort?: Sort | undefined
  /** Where the next page starts. */
  readonly after?: string | undefined
}

const own = (number: number, rest = '') => `/propositions/${number}${rest}`
const draft = (key: string, rest = '') => `/propositions/brouillons/${key}${rest}`

export const proposalsPaths = {
  list: (filter: ProposalFilter = {}) => `/propositions${query(filterQuery(filter))}`,
  feed: (filter: ProposalFilter = {}) => `/propositions/flux.atom${query(filterQuery(filter))}`,
  csv: (filter: ProposalFilter = {}) => `/propositions/export.csv${query(filterQuery(filter))}`,
  json: (filter: ProposalFilter = {}) => `/propositions/export.json${query(filterQuery(filter))}`,
  new: (process?: string) => `/propositions/nouvelle${query({ demarche: process })}`,
  charter: () => '/propositions/charte',
  moderationLog: () => '/propositions/moderation/journal',
  queue: () => '/propositions/moderation',
  surges: () => '/propositions/moderation/afflux',
  work: () => '/propositions/instruction',
  mine: () => '/propositions/mes-propositions',
  map: () => '/propositions/carte.svg',
  confirmation: (token: string) => `/propositions/confirmation/${token}`,
  picture: (id: string) => `/propositions/images/${id}`,
  thumbnail: (id: string) => `/propositions/images/${id}/vignette`,
  draft: (key: string) => draft(key),
  draftEdit: (key: string) => draft(key, '/modifier'),
  draftPictures: (key: string) => draft(key, '/images'),
  draftPictureRemoval: (key: string, id: string) => draft(key, `/images/${id}/suppression`),
  draftPublication: (key: string) => draft(key, '/publication'),
  draftRemoval: (key: string) => draft(key, '/suppression'),
  show: (number: number) => own(number),
  edit: (number: number) => own(number, '/modifier'),
  support: (number: number) => own(number, '/soutien'),
  supportRemoval: (number: number) => own(number, '/soutien/retrait'),
  comments: (number: number) => own(number, '/commentaires'),
  follow: (number: number) => own(number, '/suivi'),
  unfollow: (number: number) => own(number, '/suivi/arret'),
  report: (number: number) => own(number, '/signalement'),
  withdrawal: (number: number) => own(number, '/retrait'),
  moderation: (number: number) => own(number, '/moderation'),
  moderationReply: (number: number) => own(number, '/moderation/reponse'),
  assessment: (number: number) => own(number, '/instruction'),
  evaluators: (number: number) => own(number, '/instruction/evaluateurs'),
  evaluatorRemoval: (number: number) => own(number, '/instruction/evaluateurs/retrait'),
  questions: (number: number) => own(number, '/instruction/questions'),
  costs: (number: number) => own(number, '/instruction/couts'),
  costRemoval: (number: number, id: string) => own(number, `/instruction/couts/${id}/suppression`),
  questionReply: (number: number, id: string) => own(number, `/questions/${id}`),
  answer: (number: number) => own(number, '/reponse'),
  history: (number: number) => own(number, '/historique'),
  coauthors: (number: number) => own(number, '/coauteurs'),
  amendments: (number: number) => own(number, '/amendements'),
  amendment: (number: number, id: string) => own(number, `/amendements/${id}`),
  merge: (number: number) => own(number, '/fusion'),
}

function filterQuery(filter: ProposalFilter) {
  return {
    q: filter.search,
    demarche: filter.process,
    categorie: filter.category,
    quartier: filter.district,
    reponse: filter.answer,
    tri: filter.sort === 'newest' ? undefined : filter.sort,
    suite: filter.after,
  }
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
