import { addDays, addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { secondMondayBefore } from '../calendars/elections.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const referendumFrom = calendarDate('2003-08-02')
const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

const scheduleRule = defineRule({
  id: 'PAR-06',
  theme: 'participation',
  title: { fr: 'Calendrier d’un référendum local', en: 'Calendar of a local referendum' },
  anchor: 'ballot',
  facts: {
    deliberated_on: fact.date('Jour de la délibération', 'Day of the deliberation'),
    transmitted_on: fact.date('Jour de sa transmission à l’État', 'Day it was sent to the State'),
    ballot_on: optional(
      fact.date(
        'Jour prévu du vote ; omis, la réponse est le premier jour possible',
        'Day planned for the vote; left out, the answer is the first possible day',
      ),
    ),
  },
  contradiction: ({ deliberated_on, transmitted_on }) =>
    transmitted_on < deliberated_on
      ? { name: 'transmitted_on', expected: 'no earlier than deliberated_on' }
      : null,
  versions: [
    {
      version: 'PAR-06',
      statement: {
        fr: 'La délibération part à l’État dans les huit jours ; il a dix jours pour la déférer, et le juge un mois. Le vote a lieu au plus tôt deux mois après la transmission.',
        en: 'The deliberation goes to the State within eight days; it has ten days to refer it, and the judge one month. The vote takes place two months after that sending at the earliest.',
      },
      article: 'CGCT, art. LO1112-3',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ deliberated_on, transmitted_on, ballot_on }) {
        const transmitBy = addDays(deliberated_on, 8)
        const earliest = addMonths(transmitted_on, 2)
        const steps = [
          step('transmit_by', transmitBy, 'date', 'À transmettre au plus tard', 'To be sent at the latest'),
          step(
            'refer_by',
            addDays(transmitted_on, 10),
            'date',
            'L’État peut déférer jusqu’au',
            'The State may refer until',
          ),
          step(
            'earliest_ballot_on',
            earliest,
            'date',
            'Premier jour possible du vote',
            'First possible day of the vote',
          ),
        ]
        if (ballot_on === undefined) return { status: 'computed', value: earliest, unit: 'date', steps }
        const checked = checklist([
          condition(
            'is_sent_in_time',
            transmitted_on <= transmitBy,
            'une transmission dans les huit jours',
            'sending within eight days',
          ),
          condition(
            'is_late_enough',
            ballot_on >= earliest,
            'un vote deux mois après la transmission',
            'a vote two months after sending',
          ),
        ])
        return { ...checked, value: earliest, unit: 'date', steps: [...steps, ...checked.steps] }
      },
    },
  ],
})

const campaignRule = defineRule({
  id: 'PAR-09',
  theme: 'participation',
  title: { fr: 'Campagne d’un référendum local', en: 'Campaign of a local referendum' },
  anchor: 'ballot',
  facts: { ballot_on: fact.date('Jour du vote', 'Day of the vote') },
  versions: [
    {
      version: 'PAR-09',
      statement: {
        fr: 'La campagne s’ouvre le deuxième lundi avant le vote à zéro heure et se ferme la veille à minuit ; le dossier est à la disposition du public.',
        en: 'The campaign opens on the second Monday before the vote at midnight and closes at midnight of its eve; the file is available to the public.',
      },
      article: 'CGCT, art. LO1112-8 et LO1112-9',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ ballot_on }) {
        const value = { opens_on: secondMondayBefore(ballot_on), closes_on: addDays(ballot_on, -1) }
        return {
          status: 'computed',
          value,
          unit: 'date',
          steps: [
            step('opens_on', value.opens_on, 'date', 'Ouverture, à zéro heure', 'Opening, at midnight'),
            step('closes_on', value.closes_on, 'date', 'Clôture, à minuit', 'Closing, at midnight'),
          ],
        }
      },
    },
  ],
})

export const participationCalendarRules: readonly AnyRule[] = [scheduleRule, campaignRule]
