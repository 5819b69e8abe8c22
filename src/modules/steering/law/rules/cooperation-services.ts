import { calendarDate } from '#kernel/calendar-date.ts'
import { type Condition, checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const oldConsolidation = {
  fr: 'L’article dans sa rédaction de 2026 : lu dans une consolidation de 2008.',
  en: 'The article as it reads in 2026: read in a 2008 consolidation.',
}

const serviceAgreementRule = defineRule({
  id: 'INT-11',
  theme: 'cooperation',
  title: {
    fr: 'Prestation entre communauté de communes et membres',
    en: 'Service between a community of municipalities and members',
  },
  anchor: 'sign',
  facts: {
    is_community_with_member: fact.yesNo(
      'Entre une communauté de communes et l’un de ses membres',
      'Between a community of municipalities and one of its members',
    ),
    is_agreement_signed: fact.yesNo('Une convention est signée', 'An agreement is signed'),
  },
  versions: [
    {
      version: 'INT-11',
      statement: {
        fr: 'Une communauté de communes et ses membres peuvent se confier une prestation, par convention.',
        en: 'A community of municipalities and its members may entrust a service to each other, by agreement.',
      },
      article: 'CGCT, art. L5214-16-1',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute: ({ is_community_with_member, is_agreement_signed }) =>
        is_community_with_member
          ? checklist([
              condition('is_agreement_signed', is_agreement_signed, 'une convention', 'an agreement'),
            ])
          : { status: 'not_applicable' },
    },
  ],
})

const entrustedRule = defineRule({
  id: 'INT-12',
  theme: 'cooperation',
  title: { fr: 'Équipement ou service confié', en: 'Entrusted equipment or service' },
  anchor: 'sign',
  facts: {
    grouping: fact.oneOf(
      ['urban_community', 'agglomeration', 'other'],
      'Communauté urbaine, communauté d’agglomération, autre',
      'Urban community, agglomeration, other',
    ),
    is_agreement_signed: fact.yesNo('Une convention est signée', 'An agreement is signed'),
  },
  versions: [
    {
      version: 'INT-12',
      statement: {
        fr: 'Une communauté urbaine ou d’agglomération confie à ses membres ou à d’autres, ou reçoit d’eux, la création ou la gestion d’un équipement ou d’un service, par convention.',
        en: 'An urban community or agglomeration entrusts to its members or others, or receives from them, the creation or management of equipment or of a service, by agreement.',
      },
      article: 'CGCT, art. L5215-27 et L5216-7-1',
      from: null,
      to: null,
      sources: ['LEG-2008'],
      confidence: 'to_verify',
      toVerify: oldConsolidation,
      reviewedOn: firstReview,
      compute: ({ grouping, is_agreement_signed }) =>
        grouping === 'other'
          ? { status: 'not_applicable' }
          : checklist([
              condition('is_agreement_signed', is_agreement_signed, 'une convention', 'an agreement'),
            ]),
    },
  ],
})

const sharedFacts = {
  kind: fact.oneOf(
    ['functional', 'permits', 'operational'],
    'Service fonctionnel, instruction des autorisations, ou opérationnel',
    'Functional service, handling of permits, or operational',
  ),
  has_agreement: fact.yesNo('Une convention', 'An agreement'),
  has_impact_statement: fact.yesNo('Une fiche d’impact annexée', 'An annexed staff impact statement'),
  has_staff_opinion: fact.yesNo(
    'L’avis du ou des comités sociaux territoriaux',
    'The opinion of the staff committee(s)',
  ),
  has_all_deliberations: fact.yesNo('Une délibération de chaque partie', 'A deliberation of each party'),
}
type Shared = FactValues<typeof sharedFacts>

function sharedDocuments(given: Shared): readonly Condition[] {
  return [
    condition('has_agreement', given.has_agreement, 'une convention', 'an agreement'),
    condition(
      'has_impact_statement',
      given.has_impact_statement,
      'une fiche d’impact annexée',
      'an annexed staff impact statement',
    ),
    condition(
      'has_staff_opinion',
      given.has_staff_opinion,
      'l’avis du comité social territorial',
      'the opinion of the staff committee',
    ),
    condition(
      'has_all_deliberations',
      given.has_all_deliberations,
      'une délibération de chaque partie',
      'a deliberation of each party',
    ),
  ]
}

function sharedService(kinds: readonly Shared['kind'][]) {
  return (given: Shared) =>
    checklist([
      condition(
        'is_kind_open',
        kinds.includes(given.kind),
        'un service que la loi permet alors de partager',
        'a service that the law then allows to share',
      ),
      ...sharedDocuments(given),
    ])
}

const sharedServiceRule = defineRule({
  id: 'INT-14',
  theme: 'cooperation',
  title: { fr: 'Service commun', en: 'Shared service' },
  anchor: 'act',
  facts: sharedFacts,
  versions: [
    {
      version: 'INT-14a',
      statement: {
        fr: 'L’intercommunalité et ses communes peuvent se doter de services communs fonctionnels, par convention.',
        en: 'The grouping and its towns may set up shared functional services, by agreement.',
      },
      article: 'CGCT, art. L5211-4-2 (loi 2010-1563)',
      from: calendarDate('2010-12-18'),
      to: calendarDate('2014-01-28'),
      sources: ['DOC-5211-4-2'],
      confidence: 'sourced',
      toVerify: { fr: 'Les pièces demandées avant 2014.', en: 'The documents required before 2014.' },
      reviewedOn: firstReview,
      compute: sharedService(['functional']),
    },
    {
      version: 'INT-14b',
      statement: {
        fr: 'Les services communs s’ouvrent à l’instruction des autorisations ; une fiche d’impact pour les agents est annexée à la convention.',
        en: 'Shared services open to the handling of permits; a staff impact statement is annexed to the agreement.',
      },
      article: 'CGCT, art. L5211-4-2 (loi 2014-58)',
      from: calendarDate('2014-01-29'),
      to: calendarDate('2015-08-08'),
      sources: ['DOC-5211-4-2'],
      confidence: 'sourced',
      toVerify: { fr: 'Ce que 2014 et 2015 ouvrent chacun.', en: 'What 2014 and 2015 each opened.' },
      reviewedOn: firstReview,
      compute: sharedService(['functional', 'permits']),
    },
    {
      version: 'INT-14c',
      statement: {
        fr: 'Tout service fonctionnel ou opérationnel peut être commun, après fiche d’impact et avis du comité du personnel ; le coût peut s’imputer sur l’attribution de compensation.',
        en: 'Any functional or operational service may be shared, after an impact statement and the staff committee’s opinion; the cost may be set off against the compensation allocation.',
      },
      article: 'CGCT, art. L5211-4-2 (loi 2015-991)',
      from: calendarDate('2015-08-09'),
      to: calendarDate('2022-02-22'),
      sources: ['DOC-5211-4-2'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: sharedService(['functional', 'permits', 'operational']),
    },
    {
      version: 'INT-14d',
      statement: {
        fr: 'Mêmes conditions ; des établissements rattachés peuvent prendre part au service commun.',
        en: 'Same conditions; attached bodies may take part in the shared service.',
      },
      article: 'CGCT, art. L5211-4-2 (loi 2022-217)',
      from: calendarDate('2022-02-23'),
      to: null,
      sources: ['DOC-5211-4-2'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: sharedService(['functional', 'permits', 'operational']),
    },
  ],
})

const agentsRule = defineRule({
  id: 'INT-15',
  theme: 'cooperation',
  title: { fr: 'Agents d’un service commun', en: 'Staff of a shared service' },
  anchor: 'act',
  facts: {
    works_wholly_in_service: fact.yesNo(
      'L’agent y travaille en totalité',
      'The agent works wholly in the service',
    ),
  },
  versions: [
    {
      version: 'INT-15',
      statement: {
        fr: 'Les agents qui travaillent en totalité dans le service commun sont transférés de plein droit ; les autres sont mis à disposition.',
        en: 'Agents working wholly in the shared service are transferred by right; the others are made available.',
      },
      article: 'CGCT, art. L5211-4-2',
      from: calendarDate('2014-01-29'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le transfert de plein droit et sa date.', en: 'The transfer by right and its date.' },
      reviewedOn: firstReview,
      compute({ works_wholly_in_service: isWhole }) {
        const value = isWhole ? 'transferred' : 'made_available'
        return {
          status: 'computed',
          value,
          steps: [step('route', value, null, 'Situation de l’agent', 'Position of the agent')],
        }
      },
    },
  ],
})

export const cooperationServiceRules: readonly AnyRule[] = [
  serviceAgreementRule,
  entrustedRule,
  sharedServiceRule,
  agentsRule,
]
