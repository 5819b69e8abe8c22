import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const budgetRule = defineRule({
  id: 'PAR-12',
  theme: 'participation',
  title: {
    fr: 'Budget participatif : engager la dépense',
    en: 'Participatory budget: committing the spending',
  },
  anchor: 'act',
  facts: {
    has_council_rules: fact.yesNo(
      'Le conseil a délibéré sur le règlement',
      'The council has deliberated on the rules',
    ),
    council_decision: fact.oneOf(
      ['none', 'accepted', 'refused'],
      'Délibération du conseil sur ce projet : pas encore, favorable, défavorable',
      'Deliberation of the council on this project: not yet, favourable, unfavourable',
    ),
    are_reasons_published: optional(
      fact.yesNo(
        'Les motifs du refus sont publiés (en cas de refus)',
        'The reasons are published (where refused)',
      ),
    ),
  },
  versions: [
    {
      version: 'PAR-12',
      statement: {
        fr: 'Aucune loi ne règle le budget participatif : le vote recommande, le conseil décide du règlement et de chaque dépense. Il ne peut pas y renoncer, et il motive et publie un refus.',
        en: 'No law governs participatory budgets: the vote recommends, the council decides on the rules and on each spending. It cannot give this up, and it gives and publishes the reasons of a refusal.',
      },
      article: 'CGCT, art. L2121-29 et L2312-1 ; CRPA, art. L131-1',
      from: null,
      to: null,
      sources: ['CAP', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La jurisprudence sur l’incompétence négative du conseil.',
        en: 'Case law on a council that gives up its power.',
      },
      reviewedOn: firstReview,
      compute({ has_council_rules, council_decision, are_reasons_published }) {
        if (council_decision === 'refused')
          return are_reasons_published === undefined
            ? { missing: ['are_reasons_published'] }
            : refusal(are_reasons_published)
        return {
          ...checklist([
            condition(
              'has_council_rules',
              has_council_rules,
              'un règlement voté par le conseil',
              'rules adopted by the council',
            ),
            condition(
              'has_council_decision',
              council_decision === 'accepted',
              'une délibération sur ce projet',
              'a deliberation on this project',
            ),
          ]),
          value: council_decision === 'accepted' ? 'decided' : 'recommended',
        }
      },
    },
  ],
})

function refusal(areReasonsPublished: boolean) {
  return {
    status: 'forbidden' as const,
    value: 'refused',
    ...(areReasonsPublished
      ? {}
      : {
          cure: {
            fr: 'Publier les motifs du refus.',
            en: 'Publish the reasons of the refusal.',
          },
        }),
    steps: [
      step(
        'are_reasons_published',
        areReasonsPublished,
        null,
        'Motifs du refus publiés',
        'Reasons of the refusal published',
      ),
    ],
  }
}

const levelRule = defineRule({
  id: 'PAR-19',
  theme: 'participation',
  title: { fr: 'Niveau de participation annoncé', en: 'Announced level of participation' },
  anchor: 'launch',
  facts: {
    level: fact.oneOf(
      ['inform', 'consult', 'concert', 'co_build', 'decide'],
      'Niveau promis : informer, consulter, concerter, co-construire, décider',
      'Promised level: inform, consult, concert, co-build, decide',
    ),
    decider: fact.oneOf(
      ['council', 'mayor_by_delegation', 'valid_referendum', 'participants', 'not_said'],
      'Qui décide à la fin : conseil, maire par délégation, référendum valable, participants, non dit',
      'Who decides at the end: council, mayor by delegation, valid referendum, participants, not said',
    ),
    says_when_decided: fact.yesNo(
      'Le jour de la décision est annoncé',
      'The day of the decision is announced',
    ),
    says_how_refusal_is_reasoned: fact.yesNo(
      'On dit comment un avis non suivi sera motivé',
      'One says how an opinion that is not followed will be answered',
    ),
  },
  versions: [
    {
      version: 'PAR-19',
      statement: {
        fr: 'Chaque démarche dit son niveau, qui décide, quand, et comment un avis non suivi est motivé. Seuls le conseil, le maire par délégation ou un référendum valable décident.',
        en: 'Each process says its level, who decides, when, and how an opinion that is not followed is answered. Only the council, the mayor by delegation or a valid referendum decide.',
      },
      article: 'CRPA, art. L131-1 ; CGCT, art. L2121-29 et L2122-22',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['SEED', 'CRPA'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ level, decider, says_when_decided, says_how_refusal_is_reasoned }) => ({
        ...checklist([
          condition(
            'has_lawful_decider',
            decider !== 'participants' && decider !== 'not_said',
            'un décideur que la loi admet : conseil, maire par délégation ou référendum valable',
            'a decider that the law admits: council, mayor by delegation or valid referendum',
          ),
          condition(
            'is_promise_kept_by_law',
            level !== 'decide' || decider === 'valid_referendum',
            'une promesse tenable : le public ne décide que par un référendum valable',
            'a promise that can be kept: the public only decides by a valid referendum',
          ),
          condition(
            'says_when_decided',
            says_when_decided,
            'le jour de la décision',
            'the day of the decision',
          ),
          condition(
            'says_how_refusal_is_reasoned',
            says_how_refusal_is_reasoned,
            'la façon de motiver un avis non suivi',
            'how an opinion that is not followed is answered',
          ),
        ]),
        value: level,
      }),
    },
  ],
})

export const participationDecisionRules: readonly AnyRule[] = [budgetRule, levelRule]
