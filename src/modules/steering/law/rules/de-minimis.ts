import { addDays, addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import {
  financialYearEnd,
  financialYears,
  isWithin,
  leavesRollingYears,
  rollingYears,
  type Window,
} from '../calendars/rolling-window.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'

const facts = {
  aids: fact.list(
    {
      granted_on: fact.date(
        'Jour où le droit à l’aide a été accordé',
        'Day on which the right to the aid was granted',
      ),
      cents: fact.cents('Équivalent-subvention brut', 'Gross grant equivalent'),
    },
    'Aides de minimis déjà accordées à l’entreprise unique, par tous les financeurs de France',
    'De minimis aid already granted to the single undertaking, by every funder in France',
  ),
  new_aid_cents: fact.cents(
    'Nouvelle aide, en équivalent-subvention brut',
    'New aid, as gross grant equivalent',
  ),
  fy_end: optional(
    fact.yearDay(
      'Clôture de l’exercice de l’entreprise, pour une aide d’avant 2024 ; omise, l’année civile',
      'Close of the undertaking’s financial year, for aid before 2024; left out, the calendar year',
    ),
  ),
}
const generalFacts = {
  ...facts,
  road_freight: optional(
    fact.yesNo(
      'Transport routier de marchandises pour compte d’autrui (plafond réduit avant 2024) ; omis, non',
      'Road freight for hire (lower ceiling before 2024); left out, no',
    ),
  ),
}
type Facts = FactValues<typeof facts>

const calendarYearEnd = '12-31'

/** Before 2024 financial years count: the current one and the two before it. */
function yearsWindow({ fy_end }: Facts, on: CalendarDate): Window {
  return financialYears(on, 2, fy_end ?? calendarYearEnd)
}

/** Since 2024, three years from day to day. */
function rollingWindow(_facts: Facts, on: CalendarDate): Window {
  return rollingYears(on, 3)
}

function underCeiling(values: Facts, window: Window, ceiling: number): Conclusion {
  const granted = values.aids
    .filter(({ granted_on }) => isWithin(granted_on, window))
    .reduce((sum, { cents }) => sum + cents, 0)
  const total = granted + values.new_aid_cents
  const room = Math.max(0, ceiling - granted)
  const excess = Math.max(0, total - ceiling)
  return {
    status: excess === 0 ? 'allowed' : 'forbidden',
    value: total,
    unit: 'cents',
    threshold: ceiling,
    excess,
    steps: [
      step('window_from', window.first, 'date', 'Début de la période comptée', 'Start of the period counted'),
      step(
        'granted_in_window_cents',
        granted,
        'cents',
        'Aides déjà accordées dans la période',
        'Aid already granted in the period',
      ),
      step('new_aid_cents', values.new_aid_cents, 'cents', 'Nouvelle aide', 'New aid'),
      step('total_cents', total, 'cents', 'Total avec la nouvelle aide', 'Total with the new aid'),
      step('ceiling_cents', ceiling, 'cents', 'Plafond', 'Ceiling'),
      step('room_cents', room, 'cents', 'Aide possible ce jour', 'Aid possible on this day'),
    ],
    ...(excess === 0 ? {} : { cure: cureOf(room) }),
  }
}

function cureOf(room: number) {
  if (room === 0)
    return {
      fr: 'Aucune aide de minimis n’est possible ce jour : attendre qu’une aide sorte de la période, ou choisir un autre régime.',
      en: 'No de minimis aid is possible on this day: wait until an aid leaves the period, or choose another scheme.',
    }
  return {
    fr: `Réduire l’aide à ${formatEuros(room, 'fr')} avant de l’accorder, attendre qu’une aide sorte de la période, ou choisir un autre régime : l’aide entière est refusée, non la seule part qui dépasse.`,
    en: `Reduce the aid to ${formatEuros(room, 'en')} before granting it, wait until an aid leaves the period, or choose another scheme: the whole aid is refused, not just the part above.`,
  }
}

/** Days on which an aid enters or leaves one of the two windows. */
function changeDays({ aids, fy_end }: Facts, on: CalendarDate): readonly CalendarDate[] {
  const yearEnd = financialYearEnd(on, fy_end ?? calendarYearEnd)
  const newYears = [0, 12, 24].map((months) => addDays(addMonths(yearEnd, months), 1))
  return [...newYears, ...aids.flatMap(({ granted_on }) => [granted_on, leavesRollingYears(granted_on, 3)])]
}

const rollingFrom = calendarDate('2024-01-01')
const yearsUntil = calendarDate('2023-12-31')
const regulationEnd = calendarDate('2030-12-31')

const generalRule = defineRule({
  id: 'AID-01',
  theme: 'state_aid',
  title: { fr: 'Aides de minimis', en: 'De minimis aid' },
  anchor: 'grant',
  facts: generalFacts,
  changeDays,
  versions: [
    {
      version: 'AID-01a',
      statement: {
        fr: 'Une entreprise unique reçoit au plus 200 000 € d’aides de minimis sur l’exercice en cours et les deux précédents (100 000 € pour le transport routier de marchandises).',
        en: 'A single undertaking receives at most €200,000 of de minimis aid over the current financial year and the two before (€100,000 for road freight).',
      },
      article: 'règlement (UE) 1407/2013, art. 3',
      from: calendarDate('2014-01-01'),
      to: yearsUntil,
      sources: ['SWA', 'AVOC'],
      confidence: 'sourced',
      toVerify: { fr: 'La période, en exercices.', en: 'The period, in financial years.' },
      reviewedOn: firstReview,
      compute: (values, on) =>
        underCeiling(values, yearsWindow(values, on), values.road_freight ? 100_000_00 : 200_000_00),
    },
    {
      version: 'AID-01b',
      statement: {
        fr: 'Une entreprise unique reçoit au plus 300 000 € d’aides de minimis sur toute période de trois ans, de jour à jour, tous financeurs de France ensemble.',
        en: 'A single undertaking receives at most €300,000 of de minimis aid over any period of three years, from day to day, from all funders in France together.',
      },
      article: 'règlement (UE) 2023/2831, art. 3',
      from: rollingFrom,
      to: regulationEnd,
      sources: ['WAL', 'EURLEX', 'AVOC'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Si le jour anniversaire d’une aide compte encore dans les trois ans (ici oui, par prudence).',
        en: 'Whether the anniversary day of an aid still counts within the three years (here it does, to be safe).',
      },
      reviewedOn: firstReview,
      compute: (values, on) => underCeiling(values, rollingWindow(values, on), 300_000_00),
    },
  ],
})

const sgeiRule = defineRule({
  id: 'AID-02',
  theme: 'state_aid',
  title: {
    fr: 'Aides de minimis pour un service d’intérêt économique général',
    en: 'De minimis aid for a service of general economic interest',
  },
  anchor: 'grant',
  facts: {
    ...facts,
    is_entrusted_in_writing: fact.yesNo(
      'L’entreprise est chargée par écrit d’un service d’intérêt économique général',
      'The undertaking is entrusted in writing with a service of general economic interest',
    ),
  },
  changeDays,
  versions: [
    {
      version: 'AID-02a',
      statement: {
        fr: 'Une entreprise chargée par écrit d’un service d’intérêt économique général reçoit à ce titre au plus 500 000 € d’aides de minimis sur trois exercices.',
        en: 'An undertaking entrusted in writing with a service of general economic interest receives for it at most €500,000 of de minimis aid over three financial years.',
      },
      article: 'règlement (UE) 360/2012',
      from: calendarDate('2012-04-29'),
      to: yearsUntil,
      sources: ['SWA'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le texte du règlement.', en: 'The text of the regulation.' },
      reviewedOn: firstReview,
      compute: (values, on) =>
        values.is_entrusted_in_writing
          ? underCeiling(values, yearsWindow(values, on), 500_000_00)
          : notEntrusted,
    },
    {
      version: 'AID-02b',
      statement: {
        fr: 'Une entreprise chargée par écrit d’un service d’intérêt économique général reçoit à ce titre au plus 750 000 € d’aides de minimis sur toute période de trois ans.',
        en: 'An undertaking entrusted in writing with a service of general economic interest receives for it at most €750,000 of de minimis aid over any period of three years.',
      },
      article: 'règlement (UE) 2023/2832',
      from: rollingFrom,
      to: regulationEnd,
      sources: ['DBF', 'EURLEX'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (values, on) =>
        values.is_entrusted_in_writing
          ? underCeiling(values, rollingWindow(values, on), 750_000_00)
          : notEntrusted,
    },
  ],
})

const notEntrusted: Conclusion = {
  status: 'not_applicable',
  steps: [
    step(
      'next_check',
      'AID-01',
      null,
      'Sans mandat écrit, ce sont les aides de minimis générales',
      'Without a written mandate, general de minimis aid applies',
    ),
  ],
}

export const deMinimisRules: readonly AnyRule[] = [generalRule, sgeiRule]
