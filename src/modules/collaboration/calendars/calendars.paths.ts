import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { View } from './periods.rules.ts'

export interface AgendaQuery {
  readonly vue?: View | undefined
  readonly le?: CalendarDate | undefined
  /** Calendars shown, when they are not those of every day. */
  readonly agendas?: readonly string[] | undefined
}

export interface NewEventQuery {
  readonly le?: CalendarDate | undefined
  readonly debut?: string | undefined
  readonly fin?: string | undefined
  readonly agenda?: string | undefined
  readonly salle?: string | undefined
  readonly invites?: readonly string[] | undefined
}

export const calendarsPaths = {
  home: (query: AgendaQuery = {}) => `/agenda${queryOf(query)}`,
  team: (query: { service?: string | undefined; le?: CalendarDate | undefined } = {}) =>
    `/agenda/equipe${queryOf(query)}`,
  resources: (query: { le?: CalendarDate | undefined; genre?: string | undefined } = {}) =>
    `/agenda/ressources${queryOf(query)}`,
  newResource: () => '/agenda/ressources/nouvelle',
  resource: (id: string) => `/agenda/ressources/${id}`,
  newEvent: (query: NewEventQuery = {}) => `/agenda/rendez-vous/nouveau${queryOf(query)}`,
  event: (id: string, recurrence = '') => `/agenda/rendez-vous/${id}${queryOf({ fois: recurrence })}`,
  editEvent: (id: string, recurrence = '', following = false) =>
    `/agenda/rendez-vous/${id}/modifier${queryOf({ fois: recurrence, suite: following ? 'oui' : '' })}`,
  answer: (id: string) => `/agenda/rendez-vous/${id}/reponse`,
  removal: (id: string) => `/agenda/rendez-vous/${id}/suppression`,
  /** What somebody without an account opens from their mail. */
  guest: (token: string) => `/agenda/invitation/${token}`,
  file: (id: string) => `/agenda/rendez-vous/${id}.ics`,
  findTime: () => '/agenda/trouver',
  settings: () => '/agenda/reglages',
  share: (id: string) => `/agenda/reglages/${id}/partage`,
  hours: (code: string) => `/agenda/horaires/${code}`,
  newFeed: () => '/agenda/reglages/abonnements',
  revokeFeed: (id: string) => `/agenda/reglages/abonnements/${id}/fermeture`,
  feed: (key: string) => `/agenda/flux/${key}.ics`,
  importFile: () => '/agenda/importer',
  town: (query: { le?: CalendarDate | undefined } = {}) => `/agenda-de-la-ville${queryOf(query)}`,
  townFeed: () => '/agenda-de-la-ville.ics',
}

function queryOf(values: object): string {
  const pairs = Object.entries(values).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item): item is string => typeof item === 'string' && item !== '')
      .map((item): [string, string] => [name, item]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
