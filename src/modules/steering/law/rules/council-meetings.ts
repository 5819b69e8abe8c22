import { clearDaysBetween, lastDayToSend } from '../calendars/periods.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking, type Step, step } from '../rule.rules.ts'

const population = fact.count('people', 'Population municipale', 'Municipal population')
const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

/** From there the notice comes five clear days before, with an explanatory note; below, three. */
const noteFrom = 3_500

function clearDaysDue(people: number, isUrgent: boolean): number {
  if (isUrgent) return 1
  return people >= noteFrom ? 5 : 3
}

const noticeRule = defineRule({
  id: 'CM-01',
  theme: 'council',
  title: { fr: 'Convocation du conseil municipal', en: 'Notice of a council meeting' },
  anchor: 'meeting',
  facts: {
    population,
    sent_on: fact.date('Jour d’envoi de la convocation', 'Day on which the notice was sent'),
    meeting_on: fact.date('Jour de la séance', 'Day of the meeting'),
    is_urgent: optional(fact.yesNo('Urgence, « non » si omis', 'Urgency, "no" when left out')),
    has_briefing_note: optional(
      fact.yesNo(
        'Une note explicative est jointe (dès 3 500 habitants ; « oui » si omis)',
        'An explanatory note is attached (from 3,500 inhabitants; "yes" when left out)',
      ),
    ),
  },
  contradiction: ({ sent_on, meeting_on }) =>
    meeting_on < sent_on ? { name: 'meeting_on', expected: 'no earlier than sent_on' } : null,
  versions: [
    {
      version: 'CM-01',
      statement: {
        fr: 'Dès 3 500 habitants, la convocation part cinq jours francs avant la séance, avec une note explicative ; en urgence, un jour franc. En dessous, trois jours francs.',
        en: 'From 3,500 inhabitants, the notice is sent five clear days before the meeting, with an explanatory note; in urgency, one clear day. Below, three clear days.',
      },
      article: 'CGCT, art. L2121-11 et L2121-12',
      from: null,
      to: null,
      sources: ['LEG-2008', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ population, sent_on, meeting_on, is_urgent = false, has_briefing_note = true }) {
        const due = clearDaysDue(population, is_urgent)
        const days = clearDaysBetween(sent_on, meeting_on)
        const checked = checklist([
          condition(
            'is_sent_in_time',
            days >= due,
            `un délai de ${due} jour(s) franc(s)`,
            `${due} clear day(s)`,
          ),
          condition(
            'has_briefing_note',
            has_briefing_note || population < noteFrom,
            'une note explicative de synthèse',
            'an explanatory note',
          ),
        ])
        return {
          ...checked,
          value: days,
          unit: 'clear_days',
          threshold: due,
          excess: Math.max(0, due - days),
          steps: [
            ...checked.steps,
            step(
              'send_by',
              lastDayToSend(meeting_on, due),
              'date',
              'Envoi au plus tard',
              'To be sent at the latest',
            ),
          ],
        }
      },
    },
  ],
})

const quorumFacts = {
  members_in_office: fact.positiveCount('people', 'Conseillers en exercice', 'Members in office'),
  present: fact.count('people', 'Conseillers présents', 'Members present'),
  proxies: optional(
    fact.count(
      'people',
      'Pouvoirs, qui ne comptent pas pour le quorum ; omis, aucun',
      'Proxies, which do not count for the quorum; left out, none',
    ),
  ),
  days_since_first_call: optional(
    fact.count(
      'days',
      'Jours depuis une première séance sans quorum ; omis, première convocation',
      'Days since a first meeting without quorum; left out, first call',
    ),
  ),
  votes_for: optional(fact.count('votes', 'Votes pour, si l’on a voté', 'Votes for, if a vote was taken')),
  votes_against: optional(
    fact.count('votes', 'Votes contre, si l’on a voté', 'Votes against, if a vote was taken'),
  ),
  is_secret_ballot: optional(
    fact.yesNo('Scrutin secret (en cas d’égalité)', 'Secret ballot (where votes are equal)'),
  ),
  is_chair_in_favour: optional(
    fact.yesNo(
      'Le président de séance est favorable (en cas d’égalité)',
      'The chair is in favour (where votes are equal)',
    ),
  ),
}
type Quorum = FactValues<typeof quorumFacts>

/** Days between a meeting without quorum and the second call, which needs none. */
const secondCallAfterDays = 3

function contradictionInVotes(given: Quorum) {
  const { members_in_office, present, proxies = 0, votes_for = 0, votes_against = 0 } = given
  if (present > members_in_office) return { name: 'present', expected: 'no more than members_in_office' }
  if (proxies > present) return { name: 'proxies', expected: 'no more than present: one for each member' }
  if (present + proxies > members_in_office)
    return { name: 'proxies', expected: 'with present, no more than members_in_office' }
  return votes_for + votes_against > present + proxies
    ? { name: 'votes_for', expected: 'with votes_against, no more than present and proxies' }
    : null
}

/** The outcome of the vote: a word, null when none was taken, or the facts that a tie needs. */
function outcomeOf(given: Quorum): string | null | Lacking {
  const { votes_for, votes_against, is_secret_ballot, is_chair_in_favour } = given
  if (votes_for === undefined && votes_against === undefined) return null
  if (votes_for === undefined) return { missing: ['votes_for'] }
  if (votes_against === undefined) return { missing: ['votes_against'] }
  if (votes_for !== votes_against) return votes_for > votes_against ? 'adopted' : 'rejected'
  if (is_secret_ballot === undefined) return { missing: ['is_secret_ballot'] }
  if (is_secret_ballot) return 'rejected'
  if (is_chair_in_favour === undefined) return { missing: ['is_chair_in_favour'] }
  return is_chair_in_favour ? 'adopted' : 'rejected'
}

function computeQuorum(given: Quorum): Conclusion | Lacking {
  const outcome = outcomeOf(given)
  if (outcome !== null && typeof outcome === 'object') return outcome
  const quorum = Math.floor(given.members_in_office / 2) + 1
  const isSecondCall = (given.days_since_first_call ?? 0) >= secondCallAfterDays
  const isMet = isSecondCall || given.present >= quorum
  const steps: readonly Step[] = [
    step('quorum', quorum, 'people', 'Présents nécessaires', 'Members who must be present'),
    step(
      'is_second_call',
      isSecondCall,
      null,
      'Seconde convocation, sans quorum',
      'Second call, without quorum',
    ),
    step('vote', outcome, null, 'Résultat du vote, pouvoirs compris', 'Result of the vote, proxies included'),
  ]
  return {
    status: isMet ? 'allowed' : 'forbidden',
    value: given.present,
    unit: 'people',
    threshold: isSecondCall ? 0 : quorum,
    excess: isMet ? 0 : quorum - given.present,
    ...(isMet ? {} : { cure: callAgain }),
    steps,
  }
}

const callAgain = {
  fr: 'Convoquer à nouveau à trois jours au moins d’intervalle : le conseil délibère alors sans quorum.',
  en: 'Call again at least three days later: the council then deliberates without quorum.',
}

const quorumRule = defineRule({
  id: 'CM-02',
  theme: 'council',
  title: { fr: 'Quorum et majorité', en: 'Quorum and majority' },
  anchor: 'meeting',
  facts: quorumFacts,
  contradiction: contradictionInVotes,
  versions: [
    {
      version: 'CM-02',
      statement: {
        fr: 'Le conseil délibère quand la majorité de ses membres en exercice est présente ; les pouvoirs, un par membre, ne comptent que pour voter. Une seconde convocation, trois jours après au moins, n’a pas de quorum. On décide à la majorité des suffrages exprimés ; à égalité, la voix du président l’emporte, sauf scrutin secret.',
        en: 'The council deliberates when the majority of its members in office is present; proxies, one for each member, only count for voting. A second call, at least three days later, needs no quorum. Decisions take the majority of votes cast; on a tie the chair’s vote prevails, except in a secret ballot.',
      },
      article: 'CGCT, art. L2121-17 et L2121-20',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute: computeQuorum,
    },
  ],
})

/** Seats from each population, the last one reached applies (scale of the 2020 and 2026 renewals). */
const seatsFrom: readonly (readonly [population: number, seats: number])[] = [
  [0, 7],
  [100, 11],
  [500, 15],
  [1_500, 19],
  [2_500, 23],
  [3_500, 27],
  [5_000, 29],
  [10_000, 33],
  [20_000, 35],
  [30_000, 39],
  [40_000, 43],
  [50_000, 45],
  [60_000, 49],
  [80_000, 53],
  [100_000, 55],
  [150_000, 59],
  [200_000, 61],
  [250_000, 65],
  [300_000, 69],
]

const sizeRule = defineRule({
  id: 'CM-03',
  theme: 'council',
  title: { fr: 'Nombre de conseillers municipaux', en: 'Number of councillors' },
  anchor: 'renewal',
  facts: { population },
  versions: [
    {
      version: 'CM-03',
      statement: {
        fr: 'Le nombre de sièges suit la population : 39 de 30 000 à 39 999 habitants, 43 de 40 000 à 49 999.',
        en: 'The number of seats follows the population: 39 from 30,000 to 39,999 inhabitants, 43 from 40,000 to 49,999.',
      },
      article: 'CGCT, art. L2121-2',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les tranches autres que celles de 30 000 à 49 999 habitants.',
        en: 'The bands other than those from 30,000 to 49,999 inhabitants.',
      },
      reviewedOn: firstReview,
      compute({ population }) {
        const [from, seats] = seatsFrom.findLast(([least]) => population >= least) ?? [0, 0]
        return {
          status: 'computed',
          value: seats,
          unit: 'seats',
          steps: [
            step('band_from', from, 'people', 'Tranche de population à partir de', 'Band of population from'),
          ],
        }
      },
    },
  ],
})

export const councilMeetingRules: readonly AnyRule[] = [noticeRule, quorumRule, sizeRule]
