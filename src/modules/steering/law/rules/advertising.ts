import { addDays } from '#kernel/calendar-date.ts'
import { municipalWindowOf, municipalWindows, sixthMonthBefore } from '../calendars/elections.ts'
import type { Window } from '../calendars/rolling-window.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const incomeRule = defineRule({
  id: 'ADV-01',
  theme: 'advertising',
  title: { fr: 'Recettes publicitaires de la commune', en: 'Advertising income of the town' },
  anchor: 'sign',
  facts: {
    has_contract: fact.yesNo(
      'Un contrat est signé avec l’annonceur ou la régie',
      'A contract is signed with the advertiser or the agency',
    ),
    is_vat_position_settled: fact.yesNo('La position de TVA est établie', 'The VAT position is settled'),
    complies_with_display_rules: fact.yesNo(
      'Les règles de la publicité extérieure sont respectées, ou ne concernent pas ce support',
      'The rules on outdoor advertising are complied with, or do not concern this medium',
    ),
  },
  versions: [
    {
      version: 'ADV-01',
      statement: {
        fr: 'Vendre de la publicité (bulletin, site) est une activité économique : un contrat, une position de TVA, et les règles de la publicité extérieure, que le maire contrôle depuis 2024.',
        en: 'Selling advertising (bulletin, site) is an economic activity: a contract, a VAT position, and the rules on outdoor advertising, which the mayor polices since 2024.',
      },
      article: 'CGI, art. 256 B et 293 B ; C. env., art. L581 ; loi 2021-1104, art. 17',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le seuil de franchise de TVA en vigueur.',
        en: 'The VAT exemption threshold in force.',
      },
      reviewedOn: firstReview,
      compute: (facts) =>
        checklist([
          condition('has_contract', facts.has_contract, 'un contrat', 'a contract'),
          condition(
            'is_vat_position_settled',
            facts.is_vat_position_settled,
            'une position de TVA',
            'a VAT position',
          ),
          condition(
            'complies_with_display_rules',
            facts.complies_with_display_rules,
            'le respect des règles de la publicité extérieure',
            'compliance with the rules on outdoor advertising',
          ),
        ]),
    },
  ],
})

/** The window of a ballot that the facts name: from the first day of the sixth month before its month, to the ballot. */
function windowOfBallot(ballot: Window['last']): Window {
  return { first: sixthMonthBefore(ballot), last: ballot }
}

const electionRule = defineRule({
  id: 'ADV-02',
  theme: 'advertising',
  title: { fr: 'Communication avant une élection', en: 'Communication before an election' },
  anchor: 'publication',
  facts: {
    kind: fact.oneOf(
      ['information', 'achievements_campaign', 'paid_political_advertising', 'support_to_candidate'],
      'Nature du message : information habituelle, promotion du bilan de la commune, publicité politique payée, aide à un candidat',
      'Kind of message: usual information, promotion of the town’s achievements, paid political advertising, help to a candidate',
    ),
    ballot_on: optional(
      fact.date(
        'Prochaine élection générale sur le territoire, autre que les municipales ; omise, il n’y en a pas',
        'Next general election on the territory, other than the municipal one; left out, there is none',
      ),
    ),
  },
  changeDays: ({ ballot_on }) =>
    [...municipalWindows(), ...(ballot_on ? [windowOfBallot(ballot_on)] : [])].flatMap(({ first, last }) => [
      first,
      addDays(last, 1),
    ]),
  versions: [
    {
      version: 'ADV-02',
      statement: {
        fr: 'Dès le premier jour du sixième mois avant le mois d’une élection générale : pas de publicité politique payée, pas de campagne qui vante le bilan de la commune. En tout temps, la commune et les entreprises n’aident aucun candidat.',
        en: 'From the first day of the sixth month before the month of a general election: no paid political advertising, no campaign praising the town’s achievements. At any time, neither the town nor companies help a candidate.',
      },
      article: 'C. élect., art. L52-1 et L52-8',
      from: null,
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La fenêtre, et les dates officielles des scrutins.',
        en: 'The window, and the official dates of the ballots.',
      },
      reviewedOn: firstReview,
      compute({ kind, ballot_on }, on) {
        const named = ballot_on && windowOfBallot(ballot_on)
        const inNamed = named && named.first <= on && on <= named.last ? named : null
        const window = inNamed ?? municipalWindowOf(on)
        const isBarred = kind === 'support_to_candidate' || (window !== null && kind !== 'information')
        return {
          status: isBarred ? 'forbidden' : 'allowed',
          value: window && { from: window.first, to: window.last },
          steps: [
            step(
              'is_in_window',
              window !== null,
              null,
              'Dans les mois qui précèdent une élection',
              'In the months before an election',
            ),
            step('window_from', window?.first ?? null, 'date', 'Début de la période', 'Start of the period'),
          ],
          ...(isBarred ? { cure: kind === 'support_to_candidate' ? neverHelp : waitOrInform } : {}),
        }
      },
    },
  ],
})

const neverHelp = {
  fr: 'Ne rien prêter, payer ni offrir à un candidat.',
  en: 'Lend, pay or offer nothing to a candidate.',
}
const waitOrInform = {
  fr: 'Attendre la fin du scrutin, ou s’en tenir à une information neutre et habituelle.',
  en: 'Wait for the end of the ballot, or keep to neutral and usual information.',
}

export const advertisingRules: readonly AnyRule[] = [incomeRule, electionRule]
