import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

const authority = fact.oneOf(
  ['municipality_or_grouping', 'department', 'region'],
  'Commune ou intercommunalité, département, région',
  'Municipality or grouping, département, région',
)

const competenceFacts = {
  authority,
  is_attributed_by_law: fact.yesNo(
    'Une loi attribue cette compétence à la collectivité',
    'A law gives this competence to the authority',
  ),
  has_local_interest: fact.yesNo('L’affaire est d’intérêt local', 'The matter is of local interest'),
}

const competenceRule = defineRule({
  id: 'INT-03',
  theme: 'cooperation',
  title: { fr: 'Clause générale de compétence', en: 'General competence' },
  anchor: 'act',
  facts: competenceFacts,
  versions: [
    {
      version: 'INT-03a',
      statement: {
        fr: 'Rétablie en janvier 2014, la clause générale permet à la commune, au département et à la région de régler leurs affaires.',
        en: 'Restored in January 2014, general competence lets the town, the département and the région settle their own affairs.',
      },
      article: 'CGCT, art. L2121-29, L3211-1 et L4221-1 (loi 2014-58)',
      from: calendarDate('2014-01-29'),
      to: calendarDate('2015-08-08'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le jour d’entrée en vigueur de la loi 2014-58.',
        en: 'The day on which law 2014-58 took effect.',
      },
      reviewedOn: firstReview,
      compute: ({ is_attributed_by_law, has_local_interest }) =>
        competent(is_attributed_by_law || has_local_interest),
    },
    {
      version: 'INT-03b',
      statement: {
        fr: 'La commune garde la clause générale ; le département et la région n’ont que les compétences que la loi leur donne.',
        en: 'The town keeps general competence; the département and the région only have the competences that the law gives them.',
      },
      article: 'CGCT, art. L2121-29, L3211-1 et L4221-1 (loi 2015-991)',
      from: calendarDate('2015-08-09'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les articles en vigueur.', en: 'The articles in force.' },
      reviewedOn: firstReview,
      compute: ({ authority, is_attributed_by_law, has_local_interest }) =>
        competent(is_attributed_by_law || (authority === 'municipality_or_grouping' && has_local_interest)),
    },
  ],
})

function competent(isCompetent: boolean): Conclusion {
  return checklist([
    condition(
      'is_competent',
      isCompetent,
      'une compétence, générale ou donnée par la loi',
      'a competence, general or given by law',
    ),
  ])
}

/** Fields in which the law may name a lead authority. */
export const leadFields = [
  'sustainable_planning',
  'biodiversity',
  'climate_air_energy',
  'youth_policy',
  'intermodality',
  'higher_education',
  'social_action',
  'autonomy',
  'territorial_solidarity',
  'sustainable_mobility',
  'proximity_services',
  'spatial_planning',
  'local_development',
  'other',
] as const
export type LeadField = (typeof leadFields)[number]

/** Which authority the law names to organise joint action, by field (CGCT L1111-9 II to IV). */
const leads = {
  sustainable_planning: 'region',
  biodiversity: 'region',
  climate_air_energy: 'region',
  youth_policy: 'region',
  intermodality: 'region',
  higher_education: 'region',
  social_action: 'department',
  autonomy: 'department',
  territorial_solidarity: 'department',
  sustainable_mobility: 'municipality_or_grouping',
  proximity_services: 'municipality_or_grouping',
  spatial_planning: 'municipality_or_grouping',
  local_development: 'municipality_or_grouping',
  other: null,
} as const satisfies Readonly<Record<LeadField, unknown>>

const leadRule = defineRule({
  id: 'INT-04',
  theme: 'cooperation',
  title: { fr: 'Chef de file', en: 'Lead authority' },
  anchor: 'act',
  facts: {
    authority,
    field: fact.oneOf(leadFields, 'Domaine de l’action commune', 'Field of the joint action'),
    power: fact.oneOf(
      ['organise', 'determine'],
      'Organiser l’action commune, ou la décider pour les autres',
      'Organise the joint action, or decide it for the others',
    ),
  },
  versions: [
    {
      version: 'INT-04',
      statement: {
        fr: 'La loi désigne le chef de file d’un domaine ; il organise l’action commune sans la décider pour les autres. Celui que les partenaires choisissent librement est un coordonnateur.',
        en: 'The law names the lead authority of a field; it organises joint action without deciding it for the others. One freely chosen by the partners is a coordinator.',
      },
      article: 'CGCT, art. L1111-9 II à IV ; Cons. const., 2008-567 DC',
      from: calendarDate('2014-01-29'),
      to: null,
      sources: ['DOC-1111-9', 'ASH'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La liste du bloc communal (IV), et les changements de 2015 à 2022.',
        en: 'The list of municipalities and groupings (IV), and the changes from 2015 to 2022.',
      },
      reviewedOn: firstReview,
      compute({ authority, field, power }) {
        const lead = leads[field]
        const steps = [
          step('lead_authority', lead, null, 'Chef de file selon la loi', 'Lead authority by law'),
        ]
        if (power === 'determine') return { status: 'forbidden', value: lead, cure: organiseOnly, steps }
        if (lead !== authority) return { status: 'warning', value: lead, cure: callCoordinator, steps }
        return { status: 'allowed', value: lead, steps }
      },
    },
  ],
})

const organiseOnly = {
  fr: 'S’en tenir à organiser l’action commune ; chaque collectivité décide pour elle-même.',
  en: 'Keep to organising the joint action; each authority decides for itself.',
}
const callCoordinator = {
  fr: 'Écrire « coordonnateur » : la loi ne fait pas de cette collectivité le chef de file du domaine.',
  en: 'Write "coordinator": the law does not make this authority the lead of the field.',
}

const leadAgreement = yesNoList({
  is_lead_by_law: ['un chef de file que la loi désigne', 'a lead authority named by the law'],
  is_debated_in_conference: ['un débat en conférence territoriale', 'a debate in the territorial conference'],
  is_agreement_signed: ['une convention signée', 'a signed agreement'],
})

const leadAgreementRule = defineRule({
  id: 'INT-05',
  theme: 'cooperation',
  title: {
    fr: 'Convention territoriale d’exercice concerté',
    en: 'Territorial agreement of the lead authority',
  },
  anchor: 'sign',
  facts: leadAgreement.facts,
  versions: [
    {
      version: 'INT-05',
      statement: {
        fr: 'L’outil du chef de file est une convention d’exercice concerté, débattue en conférence territoriale de l’action publique.',
        en: 'The lead authority’s tool is an agreement, debated in the territorial conference of public action.',
      },
      article: 'CGCT, art. L1111-9-1 V',
      from: calendarDate('2014-01-29'),
      to: null,
      sources: ['DOC-1111-9'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(leadAgreement.conditions(given)),
    },
  ],
})

export const cooperationLeadRules: readonly AnyRule[] = [competenceRule, leadRule, leadAgreementRule]
