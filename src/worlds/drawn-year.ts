import { addDays, type CalendarDate, calendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import type { EventDraft, Invited } from '#modules/collaboration/calendars/calendars.public.ts'

/** The year that calendars of a demo world tell: from its first Monday to the end of the next January. */
export const firstMonday = calendarDate('2026-01-05')
const lastDay = calendarDate('2027-01-29')

/** The same numbers at each loading. */
export type Chance = () => number

export function pick<Item>(chance: Chance, items: readonly Item[]): Item {
  const item = items[Math.floor(chance() * items.length)]
  if (item === undefined) throw new Error('impossible: nothing to choose from')
  return item
}

/** A working day of the year. */
export function drawDay(chance: Chance): CalendarDate {
  const day = addDays(firstMonday, Math.floor(chance() * 385))
  return weekdayOf(day) > 5 ? addDays(day, 2) : day
}

interface Meeting {
  readonly title: string
  readonly on: CalendarDate
  readonly from: number
  readonly minutes: number
  readonly repeat?: EventDraft['repeat']
  readonly place?: string
  readonly isPrivate?: boolean
  readonly invited?: readonly Invited[]
  readonly remindBefore_min?: number | null
}

export function meeting(given: Meeting): EventDraft {
  const { title, on, from, minutes, repeat = 'none', place = '', isPrivate = false, invited = [] } = given
  return {
    summary: title,
    location: place,
    description: '',
    time: { kind: 'timed', startsOn: on, startMinute: from, endsOn: on, endMinute: from + minutes },
    repeat,
    repeatUntil: repeat === 'none' ? null : lastDay,
    isPrivate,
    leavesFree: false,
    remindBefore_min: given.remindBefore_min ?? null,
    invited,
  }
}

export function wholeDays(title: string, first: CalendarDate, days: number): EventDraft {
  const blank = meeting({ title, on: first, from: 0, minutes: 60 })
  return { ...blank, time: { kind: 'all_day', startsOn: first, endsOn: addDays(first, days - 1) } }
}

/** What agents of each service do by themselves. */
export const ownWork = [
  'Instruction de dossiers',
  'Visite sur place',
  'Rendez-vous avec un prestataire',
  'Préparation du conseil',
  'Point avec l’élue référente',
  'Formation',
  'Rencontre avec une association',
  'Rédaction du bilan',
  'Entretien professionnel',
  'Commission',
] as const

/** What several services do together. */
export const sharedWork = [
  'Comité de suivi de la ressourcerie',
  'Préparation du budget',
  'Chantier de la place',
  'Fête des quartiers',
  'Plan canicule',
  'Revue des marchés',
  'Accueil des nouveaux agents',
  'Déménagement des archives',
  'Groupe achats avec l’agglomération',
  'Calendrier des concertations',
] as const

/** Taken hours of rooms and vehicles, so that a drawn year books nothing twice. */
export function openBook() {
  const taken = new Set<string>()
  return {
    /** Whether the hours were free; they are taken from now on. */
    take(name: string, on: CalendarDate, from: number, minutes: number): boolean {
      const hours = Array.from(
        { length: Math.ceil(minutes / 30) },
        (_, index) => `${name} ${on} ${from + index * 30}`,
      )
      if (hours.some((hour) => taken.has(hour))) return false
      for (const hour of hours) taken.add(hour)
      return true
    },
    /** The same each week of the year. */
    takeWeekly(name: string, first: CalendarDate, from: number, minutes: number): void {
      for (let on = first; on <= lastDay; on = addDays(on, 7)) this.take(name, on, from, minutes)
    },
  }
}
