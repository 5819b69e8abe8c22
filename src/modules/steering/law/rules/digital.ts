import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { checklist } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'
import { dataProtectionRules } from './data-protection.ts'

const accessibility = yesNoList({
  has_home_mention: [
    'la mention de conformité en page d’accueil',
    'the mention of conformity on the home page',
  ],
  has_declaration: ['la déclaration d’accessibilité', 'the accessibility declaration'],
  has_three_year_scheme: ['un schéma pluriannuel de trois ans', 'a three-year scheme'],
  has_yearly_plan: ['un plan de l’année', 'a plan for the year'],
  has_complaint_channel: ['un moyen de signaler un défaut', 'a channel for complaints'],
})

const accessibilityRule = defineRule({
  id: 'A11Y-01',
  theme: 'digital',
  title: { fr: 'Accessibilité des sites et applications', en: 'Accessibility of sites and applications' },
  anchor: 'publication',
  facts: accessibility.facts,
  versions: [
    {
      version: 'A11Y-01',
      statement: {
        fr: 'Sites, intranets, extranets et applications suivent le RGAA. La page d’accueil dit le niveau atteint ; une déclaration, un schéma de trois ans, un plan annuel et un moyen de signaler les défauts l’accompagnent.',
        en: 'Sites, intranets, extranets and applications follow the RGAA. The home page says the level reached; a declaration, a three-year scheme, a yearly plan and a complaint channel go with it.',
      },
      article: 'loi 2005-102, art. 47 ; décret 2019-768',
      from: calendarDate('2019-09-23'),
      to: null,
      sources: ['MDF', 'BDT-A', 'RVVN'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(accessibility.conditions(given)),
    },
  ],
})

const levelRule = defineRule({
  id: 'A11Y-02',
  theme: 'digital',
  title: { fr: 'Niveau de conformité au RGAA', en: 'Level of conformity to the RGAA' },
  anchor: 'publication',
  facts: {
    conforming: fact.count('criteria', 'Critères respectés', 'Conforming criteria'),
    applicable: fact.positiveCount('criteria', 'Critères applicables', 'Applicable criteria'),
    declared_on: optional(
      fact.date(
        'Jour de la déclaration ; omis, sa fin de validité n’est pas calculée',
        'Day of the declaration; left out, its end is not computed',
      ),
    ),
  },
  contradiction: ({ conforming, applicable }) =>
    conforming > applicable ? { name: 'conforming', expected: 'no more than applicable' } : null,
  versions: [
    {
      version: 'A11Y-02',
      statement: {
        fr: 'Tous les critères applicables respectés : conformité totale. La moitié au moins : partielle. Moins : non conforme. La déclaration vaut trois ans.',
        en: 'All applicable criteria met: full conformity. At least half: partial. Fewer: non-conforming. The declaration holds for three years.',
      },
      article: 'décret 2019-768 ; RGAA 4.1',
      from: calendarDate('2019-09-23'),
      to: null,
      sources: ['N15', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La durée de la déclaration.', en: 'How long the declaration holds.' },
      reviewedOn: firstReview,
      compute({ conforming, applicable, declared_on }) {
        const part = conforming * 2 >= applicable ? 'partial' : 'none'
        return {
          status: 'computed',
          value: conforming === applicable ? 'total' : part,
          steps: [
            step(
              'rate',
              conforming / applicable,
              'share',
              'Part des critères respectés',
              'Share of criteria met',
            ),
            step(
              'valid_until',
              declared_on ? addMonths(declared_on, 36) : null,
              'date',
              'Fin de validité de la déclaration',
              'End of the declaration',
            ),
          ],
        }
      },
    },
  ],
})

/** Highest fines, in cents: for a service that is not accessible, and for a missing declaration or scheme. */
const inaccessibleFineCents = 50_000_00
const missingPaperFineCents = 25_000_00

const fineRule = defineRule({
  id: 'A11Y-03',
  theme: 'digital',
  title: { fr: 'Amendes d’accessibilité', en: 'Fines for accessibility' },
  anchor: 'breach',
  facts: {
    inaccessible_services: fact.count(
      'services',
      'Services en ligne non accessibles',
      'Online services that are not accessible',
    ),
    services_without_papers: fact.count(
      'services',
      'Services sans déclaration ou sans schéma',
      'Services without declaration or scheme',
    ),
  },
  versions: [
    {
      version: 'A11Y-03',
      statement: {
        fr: 'L’Arcom peut infliger jusqu’à 50 000 € par service non accessible, et 25 000 € quand la déclaration ou le schéma manque.',
        en: 'The Arcom may fine up to €50,000 for each service that is not accessible, and €25,000 where the declaration or scheme is missing.',
      },
      article: 'ordonnance 2023-859',
      from: calendarDate('2024-01-01'),
      to: null,
      sources: ['BDT-A', 'MI-A'],
      confidence: 'sourced',
      toVerify: { fr: 'Le jour, en janvier 2024.', en: 'The day, in January 2024.' },
      reviewedOn: firstReview,
      compute({ inaccessible_services, services_without_papers }) {
        const access = inaccessible_services * inaccessibleFineCents
        const papers = services_without_papers * missingPaperFineCents
        return {
          status: access + papers > 0 ? 'warning' : 'allowed',
          value: access + papers,
          unit: 'cents',
          ...(access + papers > 0 ? { cure: makeAccessible } : {}),
          steps: [
            step(
              'access_fine_cents',
              access,
              'cents',
              'Au plus, pour les services non accessibles',
              'At most, for services that are not accessible',
            ),
            step(
              'papers_fine_cents',
              papers,
              'cents',
              'Au plus, pour les documents qui manquent',
              'At most, for missing documents',
            ),
          ],
        }
      },
    },
  ],
})

const makeAccessible = {
  fr: 'Corriger les services, publier leur déclaration et le schéma.',
  en: 'Mend the services, publish their declaration and the scheme.',
}

const accreditation = yesNoList({
  is_risk_analysed: ['une analyse des risques', 'a risk analysis'],
  is_accredited_before_launch: [
    'une homologation avant la mise en service',
    'an accreditation before launch',
  ],
  is_attestation_published: ['l’attestation publiée', 'the attestation published'],
  has_review_date: ['une date de réexamen', 'a date of review'],
})

const accreditationRule = defineRule({
  id: 'SEC-01',
  theme: 'digital',
  title: { fr: 'Homologation de sécurité d’un téléservice', en: 'Security accreditation of a teleservice' },
  anchor: 'launch',
  facts: accreditation.facts,
  versions: [
    {
      version: 'SEC-01',
      statement: {
        fr: 'Un téléservice est homologué par l’autorité avant d’ouvrir ; l’attestation est publiée et l’homologation revue régulièrement.',
        en: 'A teleservice is accredited by the authority before it opens; the attestation is published and the accreditation reviewed regularly.',
      },
      article: 'ordonnance 2005-1516, art. 9 ; décret 2010-112',
      from: calendarDate('2010-02-04'),
      to: null,
      sources: ['CRPA', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le jour de 2010 et le RGS en vigueur.', en: 'The day in 2010 and the RGS in force.' },
      reviewedOn: firstReview,
      compute: (given) => checklist(accreditation.conditions(given)),
    },
  ],
})

const nisAbove = 30_000

const nisRule = defineRule({
  id: 'SEC-02',
  theme: 'digital',
  title: { fr: 'Directive NIS 2 : projet de loi', en: 'NIS 2 directive: bill' },
  anchor: 'reference_day',
  facts: { population: fact.count('people', 'Population municipale', 'Municipal population') },
  versions: [
    {
      version: 'SEC-02',
      statement: {
        fr: 'Le projet de loi range les communes de plus de 30 000 habitants parmi les entités essentielles. Nous n’avons pas trouvé de promulgation : à vérifier avant d’en tirer une obligation.',
        en: 'The bill puts towns of more than 30,000 inhabitants among essential entities. We found no promulgation: to be verified before any duty is drawn from it.',
      },
      article: 'directive (UE) 2022/2555 ; projet de loi du 15 octobre 2024',
      from: calendarDate('2024-10-17'),
      to: null,
      sources: ['BDT-NIS', 'BDT-NIS24', 'SENAT-2025'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La promulgation, le décret et leurs dates.',
        en: 'The promulgation, the decree and their dates.',
      },
      reviewedOn: firstReview,
      compute: ({ population }) => ({
        status: population > nisAbove ? 'warning' : 'not_applicable',
        value: population,
        unit: 'people',
        threshold: nisAbove,
      }),
    },
  ],
})

const designRule = defineRule({
  id: 'DS-01',
  theme: 'digital',
  title: { fr: 'Système de design et marque de l’État', en: 'Design system and mark of the State' },
  anchor: 'publication',
  facts: {
    owner: fact.oneOf(
      ['state', 'state_operator', 'local_authority', 'other'],
      'À qui est le site : État, opérateur de l’État, collectivité, autre',
      'Whose site it is: State, operator of the State, local authority, other',
    ),
    has_government_agreement: optional(
      fact.yesNo(
        'Le service d’information du Gouvernement a donné son accord (opérateur)',
        'The Government information service has agreed (operator)',
      ),
    ),
  },
  versions: [
    {
      version: 'DS-01',
      statement: {
        fr: 'Le système de design de l’État et la Marianne sont réservés à l’État, et à ses opérateurs autorisés. Une commune a son propre habillage.',
        en: 'The State’s design system and the Marianne are reserved to the State, and to its authorised operators. A town has its own look.',
      },
      article: 'circulaire 6411-SG du 7 juillet 2023',
      from: calendarDate('2023-07-07'),
      to: null,
      sources: ['DSFR'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ owner, has_government_agreement }) {
        if (owner === 'state') return { status: 'allowed' }
        if (owner === 'state_operator' && has_government_agreement === undefined)
          return { missing: ['has_government_agreement'] }
        return owner === 'state_operator' && has_government_agreement === true
          ? { status: 'allowed' }
          : { status: 'forbidden', cure: ownLook }
      },
    },
  ],
})

const ownLook = {
  fr: 'Utiliser son propre habillage, sans police ni logo Marianne.',
  en: 'Use one’s own look, without the Marianne font or logo.',
}

export const digitalRules: readonly AnyRule[] = [
  accessibilityRule,
  levelRule,
  fineRule,
  ...dataProtectionRules,
  accreditationRule,
  nisRule,
  designRule,
]
