import { addDays, addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { municipalWindowOf, municipalWindows, nextMunicipalWindow } from '../calendars/elections.ts'
import { isWithin, type Window } from '../calendars/rolling-window.ts'
import { type Condition, checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const referendumFrom = calendarDate('2003-08-02')
const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

/** What keeps a town from asking its voters on a day; the same for a referendum and a consultation. */
const blackoutFacts = {
  campaigns: fact.list(
    {
      from: fact.date('Début de la campagne', 'Start of the campaign'),
      to: fact.date('Jour du dernier tour', 'Day of the last round'),
    },
    'Campagnes nationales, européennes, locales et référendums nationaux, du décret de convocation au dernier tour ; les municipales sont connues',
    'National, European, local campaigns and national referendums, from the decree to the last round; municipal ones are known',
  ),
  same_object_ballot_on: optional(
    fact.date(
      'Dernier vote sur le même objet ; omis, il n’y en a pas',
      'Last vote on the same object; left out, there is none',
    ),
  ),
}
type Blackout = FactValues<typeof blackoutFacts>

function windowsOf({ campaigns }: Blackout): readonly Window[] {
  return campaigns.map(({ from, to }) => ({ first: from, last: to }))
}

function blackoutDays(given: Blackout): readonly CalendarDate[] {
  const windows = [...municipalWindows(), ...windowsOf(given)]
  const previous = given.same_object_ballot_on
  return [
    ...windows.flatMap(({ first, last }) => [first, addDays(last, 1)]),
    ...(previous ? [addDays(previous, 1), addMonths(previous, 12)] : []),
  ]
}

function wrongCampaign({ campaigns }: Blackout) {
  const index = campaigns.findIndex(({ from, to }) => to < from)
  return index < 0 ? null : { name: `campaigns[${index}].to`, expected: 'no earlier than from' }
}

function blackoutConditions(given: Blackout, on: CalendarDate): readonly Condition[] {
  const previous = given.same_object_ballot_on
  const isTooSoon = previous !== undefined && previous < on && on < addMonths(previous, 12)
  return [
    condition(
      'is_outside_municipal_window',
      municipalWindowOf(on) === null,
      'un vote hors des mois qui précèdent les municipales',
      'a vote outside the months before municipal elections',
    ),
    condition(
      'is_outside_campaigns',
      !windowsOf(given).some((window) => isWithin(on, window)),
      'un vote hors des campagnes électorales',
      'a vote outside election campaigns',
    ),
    condition(
      'is_new_object',
      !isTooSoon,
      'un an depuis le dernier vote sur le même objet',
      'one year since the last vote on the same object',
    ),
  ]
}

/** The window that bars the day, for the reader. */
function barredBy(given: Blackout, on: CalendarDate) {
  const window = municipalWindowOf(on) ?? windowsOf(given).find((candidate) => isWithin(on, candidate))
  return window ? { from: window.first, to: window.last } : null
}

function nextWindowStep(on: CalendarDate) {
  return step(
    'next_municipal_window_from',
    nextMunicipalWindow(on),
    'date',
    'Prochaine période interdite avant les municipales',
    'Next barred period before municipal elections',
  )
}

const blackoutRule = defineRule({
  id: 'PAR-07',
  theme: 'participation',
  title: { fr: 'Jours interdits au référendum local', en: 'Days barred to a local referendum' },
  anchor: 'ballot',
  facts: blackoutFacts,
  contradiction: wrongCampaign,
  changeDays: blackoutDays,
  versions: [
    {
      version: 'PAR-07',
      statement: {
        fr: 'Pas de référendum local dès le premier jour du sixième mois avant le mois des municipales, ni pendant une autre campagne ; un an entre deux votes sur le même objet.',
        en: 'No local referendum from the first day of the sixth month before the month of municipal elections, nor during another campaign; one year between two votes on the same object.',
      },
      article: 'CGCT, art. LO1112-6',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute(given, on) {
        const checked = checklist(blackoutConditions(given, on))
        return { ...checked, value: barredBy(given, on), steps: [...checked.steps, nextWindowStep(on)] }
      },
    },
  ],
})

const consultationRule = defineRule({
  id: 'PAR-10',
  theme: 'participation',
  title: { fr: 'Consultation des électeurs', en: 'Consultation of the voters' },
  anchor: 'ballot',
  facts: {
    says_opinion_only: fact.yesNo(
      'La délibération dit que c’est une simple demande d’avis',
      'The deliberation says that it only asks for an opinion',
    ),
    is_yes_no_question: fact.yesNo('On répond par oui ou par non', 'One answers yes or no'),
    transmitted_on: fact.date('Jour de la transmission à l’État', 'Day it was sent to the State'),
    ...blackoutFacts,
  },
  contradiction: wrongCampaign,
  changeDays: (given) => [...blackoutDays(given), addMonths(given.transmitted_on, 2)],
  versions: [
    {
      version: 'PAR-10',
      statement: {
        fr: 'La commune peut demander un avis à ses électeurs, ou à ceux d’une partie du territoire : par oui ou non, deux mois après transmission, hors des périodes interdites. Le conseil décide ensuite librement.',
        en: 'The town may ask its voters, or those of part of it, for an opinion: yes or no, two months after sending, outside barred periods. The council then decides freely.',
      },
      article: 'CGCT, art. L1112-15, L1112-17, L1112-20 et L1112-21',
      from: calendarDate('2005-01-01'),
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute(given, on) {
        const earliest = addMonths(given.transmitted_on, 2)
        const checked = checklist([
          condition(
            'says_opinion_only',
            given.says_opinion_only,
            'une délibération qui annonce un simple avis',
            'a deliberation that announces a mere opinion',
          ),
          condition(
            'is_yes_no_question',
            given.is_yes_no_question,
            'une question à laquelle on répond par oui ou non',
            'a question answered by yes or no',
          ),
          condition(
            'is_late_enough',
            on >= earliest,
            'un vote deux mois après la transmission',
            'a vote two months after sending',
          ),
          ...blackoutConditions(given, on),
        ])
        return {
          ...checked,
          value: earliest,
          unit: 'date',
          steps: [...checked.steps, nextWindowStep(on)],
        }
      },
    },
  ],
})

export const participationBallotRules: readonly AnyRule[] = [blackoutRule, consultationRule]
