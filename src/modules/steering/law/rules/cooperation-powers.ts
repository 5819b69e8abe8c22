import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { type Condition, checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule } from '../rule.rules.ts'

const supervisionRule = defineRule({
  id: 'INT-01',
  theme: 'cooperation',
  title: { fr: 'Aucune tutelle entre collectivités', en: 'No authority over another' },
  anchor: 'act',
  facts: {
    decides_for_other: fact.yesNo(
      'L’acte ou l’accord permet à une collectivité de décider à la place d’une autre',
      'The act or agreement lets one authority decide in place of another',
    ),
  },
  versions: [
    {
      version: 'INT-01',
      statement: {
        fr: 'Aucune collectivité n’exerce de tutelle sur une autre : chacune décide pour elle-même.',
        en: 'No authority is placed under another: each decides for itself.',
      },
      article: 'Constitution, art. 72 al. 5 ; CGCT, art. L1111-3',
      from: calendarDate('2003-03-29'),
      to: null,
      sources: ['LEG-2008', 'POP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ decides_for_other }) =>
        checklist([
          condition(
            'each_decides_for_itself',
            !decides_for_other,
            'une décision laissée à chaque collectivité (voir INT-02)',
            'a decision left to each authority (see INT-02)',
          ),
        ]),
    },
  ],
})

const signsRule = defineRule({
  id: 'INT-02',
  theme: 'cooperation',
  title: {
    fr: 'Signes de tutelle dans un financement ou un accord',
    en: 'Signs of supervision in a funding or an agreement',
  },
  anchor: 'act',
  facts: {
    funder_decides_whether_to_act: fact.yesNo(
      'Celui qui finance décide si l’autre peut agir (moduler une aide selon un choix n’en est pas)',
      'The funder decides whether the other may act (modulating an aid by a choice is not that)',
    ),
    requires_prior_approval: fact.yesNo(
      'Les délibérations ou tarifs de l’autre demandent un accord préalable',
      'The other’s deliberations or fees need a prior approval',
    ),
    gives_orders_to_staff: fact.yesNo(
      'Il donne des instructions aux agents de l’autre',
      'It gives binding instructions to the other’s staff',
    ),
    has_other_sanction: fact.yesNo(
      'Une sanction autre que la perte de ce financement',
      'A sanction other than losing that funding',
    ),
    exit_possible_on: optional(
      fact.date(
        'Premier jour de sortie possible ; omis, aucune sortie',
        'First day of a possible exit; left out, there is no exit',
      ),
    ),
    mandate_ends_on: fact.date('Fin du mandat en cours', 'End of the current mandate'),
    has_sole_veto: fact.yesNo('Une partie a seule un droit de veto', 'One party alone has a veto'),
    depth: fact.oneOf(
      ['informal', 'formal', 'integrated'],
      'Outil : informel, formel (contrat), intégré (personne juridique)',
      'Tool: informal, formal (contract), integrated (legal person)',
    ),
  },
  versions: [
    {
      version: 'INT-02',
      statement: {
        fr: 'Accorder ou refuser de l’argent ne doit pas créer de tutelle. Une aide plus forte pour un mode de gestion est une incitation permise ; un visa préalable, un veto ou une sortie impossible sont des signes de tutelle.',
        en: 'Granting or refusing money must not place one authority under another. A higher aid for a way of managing is a lawful incentive; a prior visa, a veto or an impossible exit are signs of supervision.',
      },
      article: 'CGCT, art. L1111-4 ; CE Ass., 12 décembre 2003, Département des Landes',
      from: calendarDate('2003-03-29'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Ces six signes sont les nôtres, tirés de la jurisprudence.',
        en: 'These six signs are ours, drawn from case law.',
      },
      reviewedOn: firstReview,
      compute(given) {
        const lastExit = addMonths(given.mandate_ends_on, 12)
        const exit = given.exit_possible_on
        const signs: readonly Condition[] = [
          condition(
            't1_free_to_act',
            !given.funder_decides_whether_to_act,
            'le choix d’agir laissé à l’autre',
            'the choice to act left to the other',
          ),
          condition(
            't2_no_prior_approval',
            !given.requires_prior_approval,
            'aucun accord préalable sur ses délibérations',
            'no prior approval of its deliberations',
          ),
          condition(
            't3_no_orders',
            !given.gives_orders_to_staff,
            'aucune instruction à ses agents',
            'no instruction to its staff',
          ),
          condition(
            't4_no_other_sanction',
            !given.has_other_sanction,
            'pas d’autre sanction que la perte du financement',
            'no sanction but the loss of the funding',
          ),
          condition(
            't5_exit_in_time',
            exit !== undefined && exit <= lastExit,
            'une sortie possible au plus tard un an après le mandat',
            'an exit possible one year after the mandate at the latest',
          ),
          condition(
            't6_no_sole_veto',
            !given.has_sole_veto || given.depth === 'integrated',
            'aucun veto d’une seule partie',
            'no veto of a single party',
          ),
        ]
        return {
          ...checklist(signs, { met: 'allowed', unmet: 'warning' }),
          value: signs.filter(({ isMet }) => !isMet).length,
          unit: 'signs',
          threshold: 0,
        }
      },
    },
  ],
})

export const cooperationPowerRules: readonly AnyRule[] = [supervisionRule, signsRule]
