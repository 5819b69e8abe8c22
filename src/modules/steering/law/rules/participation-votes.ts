import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, type Lacking } from '../rule.rules.ts'

const referendumFrom = calendarDate('2003-08-02')
const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

const subjectRule = defineRule({
  id: 'PAR-04',
  theme: 'participation',
  title: { fr: 'Objet d’un référendum local', en: 'Object of a local referendum' },
  anchor: 'act',
  facts: {
    is_within_powers: fact.yesNo('L’acte relève de la commune', 'The act is within the town’s powers'),
    is_individual_act: fact.yesNo('C’est un acte individuel', 'It is an individual act'),
    is_mayor_power: fact.yesNo('L’acte relève du maire', 'The act is within the mayor’s powers'),
    is_proposed_by_mayor: optional(
      fact.yesNo(
        'Le maire propose ce référendum (si l’acte relève de lui)',
        'The mayor proposes this referendum (where the act is the mayor’s)',
      ),
    ),
  },
  versions: [
    {
      version: 'PAR-04',
      statement: {
        fr: 'Le conseil peut soumettre aux électeurs un projet d’acte de sa compétence, jamais un acte individuel ; pour un acte qui relève du maire, sur sa proposition seulement.',
        en: 'The council may submit to the voters a draft act within its powers, never an individual act; for an act of the mayor, only on the mayor’s proposal.',
      },
      article: 'CGCT, art. LO1112-1 et LO1112-2',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ is_within_powers, is_individual_act, is_mayor_power, is_proposed_by_mayor }) {
        if (is_mayor_power && is_proposed_by_mayor === undefined) return { missing: ['is_proposed_by_mayor'] }
        return checklist([
          condition(
            'is_within_powers',
            is_within_powers,
            'un acte de la compétence de la commune',
            'an act within the town’s powers',
          ),
          condition(
            'is_general_act',
            !is_individual_act,
            'un acte qui ne vise pas une personne',
            'an act that is not about one person',
          ),
          condition(
            'is_proposed_by_mayor',
            !is_mayor_power || is_proposed_by_mayor === true,
            'la proposition du maire pour un acte qui relève de lui',
            'the mayor’s proposal for an act of the mayor',
          ),
        ])
      },
    },
  ],
})

const resultFacts = {
  registered_voters: fact.positiveCount('people', 'Électeurs inscrits', 'Registered voters'),
  participants: fact.count(
    'people',
    'Votants, bulletins blancs et nuls compris',
    'Voters who took part, blank and void ballots included',
  ),
  yes: fact.count('votes', 'Votes pour', 'Votes for'),
  no: fact.count('votes', 'Votes contre', 'Votes against'),
}

const resultRule = defineRule({
  id: 'PAR-05',
  theme: 'participation',
  title: { fr: 'Résultat d’un référendum local', en: 'Result of a local referendum' },
  anchor: 'ballot',
  facts: resultFacts,
  contradiction({ registered_voters, participants, yes, no }) {
    if (participants > registered_voters)
      return { name: 'participants', expected: 'no more than registered_voters' }
    if (yes + no > participants)
      return { name: 'yes', expected: 'yes and no together no more than participants' }
    return null
  },
  versions: [
    {
      version: 'PAR-05',
      statement: {
        fr: 'Le projet n’est adopté ou rejeté par le vote que si la moitié des inscrits y a pris part, blancs et nuls compris ; il est adopté à la majorité des suffrages exprimés. Sinon le vote ne vaut qu’avis.',
        en: 'The vote adopts or rejects the draft only where half of the registered voters took part, blank and void ballots included; it is adopted by the majority of valid votes. Otherwise it is only an opinion.',
      },
      article: 'CGCT, art. LO1112-7',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute: formula<typeof resultFacts>({
        lines: {
          half: {
            formula: 'registered_voters / 2',
            unit: 'people',
            text: { fr: 'Moitié des inscrits', en: 'Half of the registered voters' },
          },
          is_quorum_met: {
            formula: 'participants * 2 >= registered_voters',
            unit: null,
            text: { fr: 'La moitié des inscrits a pris part', en: 'Half of the registered voters took part' },
          },
          valid_votes: {
            formula: 'yes + no',
            unit: 'votes',
            text: { fr: 'Suffrages exprimés', en: 'Valid votes' },
          },
          has_majority: {
            formula: 'yes * 2 > valid_votes',
            unit: null,
            text: { fr: 'Plus de la moitié des suffrages exprimés', en: 'More than half of the valid votes' },
          },
        },
        conclude(results) {
          const outcome = results.isTrue('has_majority') ? 'adopted' : 'rejected'
          return {
            status: 'computed',
            value: results.isTrue('is_quorum_met') ? outcome : 'not_binding',
            threshold: Math.ceil(results.number('half')),
          }
        },
      }),
    },
  ],
})

const electorateRule = defineRule({
  id: 'PAR-08',
  theme: 'participation',
  title: { fr: 'Qui peut voter', en: 'Who may vote' },
  anchor: 'ballot',
  facts: {
    process: fact.oneOf(
      ['referendum', 'consultation', 'participatory_budget'],
      'Référendum local, consultation des électeurs, ou budget participatif',
      'Local referendum, consultation of voters, or participatory budget',
    ),
    nationality: fact.oneOf(
      ['french', 'european_union', 'other'],
      'Nationalité : française, d’un autre État de l’Union, autre',
      'Nationality: French, of another State of the Union, other',
    ),
    roll: fact.oneOf(
      ['main', 'municipal_complementary', 'none'],
      'Liste électorale de la commune où la personne est inscrite',
      'Electoral roll of the town on which the person is registered',
    ),
    is_admitted_by_council_rules: optional(
      fact.yesNo(
        'Le règlement voté par le conseil admet cette personne (pour un budget participatif)',
        'The rules adopted by the council admit this person (for a participatory budget)',
      ),
    ),
  },
  versions: [
    {
      version: 'PAR-08',
      statement: {
        fr: 'Votent à un référendum ou à une consultation les Français inscrits sur les listes de la commune et les citoyens de l’Union inscrits sur sa liste municipale complémentaire ; ni mineurs, ni autres étrangers. Un budget participatif suit le règlement du conseil.',
        en: 'French voters on the town’s rolls and citizens of the Union on its complementary municipal roll vote in a referendum or a consultation; neither minors nor other foreigners. A participatory budget follows the council’s rules.',
      },
      article: 'CGCT, art. LO1112-11 et L1112-22',
      from: referendumFrom,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute({ process, nationality, roll, is_admitted_by_council_rules }): Conclusion | Lacking {
        if (process === 'participatory_budget') {
          if (is_admitted_by_council_rules === undefined) return { missing: ['is_admitted_by_council_rules'] }
          return checklist([
            condition(
              'is_admitted_by_council_rules',
              is_admitted_by_council_rules,
              'un règlement du conseil qui admet cette personne',
              'council rules that admit this person',
            ),
          ])
        }
        const isVoter =
          (nationality === 'french' && roll === 'main') ||
          (nationality === 'european_union' && roll === 'municipal_complementary')
        return checklist([
          condition(
            'is_on_right_roll',
            isVoter,
            'l’inscription sur la liste de la commune (citoyen de l’Union : liste municipale complémentaire)',
            'registration on the town’s roll (citizen of the Union: complementary municipal roll)',
          ),
        ])
      },
    },
  ],
})

export const participationVoteRules: readonly AnyRule[] = [subjectRule, resultRule, electorateRule]
