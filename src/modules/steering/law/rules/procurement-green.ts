import { calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const facts = {
  is_price_alone: fact.yesNo('Le prix est le seul critère', 'Price is the only criterion'),
  is_standardised: optional(
    fact.yesNo(
      'Achat standardisé, sans variation possible (si le prix est le seul critère)',
      'Standardised purchase, with no possible variation (where price is the only criterion)',
    ),
  ),
  has_environmental_criterion: optional(
    fact.yesNo(
      'Un critère porte sur l’environnement, ou le coût unique en tient compte (dès le 21 août 2026)',
      'A criterion is about the environment, or the only cost includes it (from 21 August 2026)',
    ),
  ),
  has_environmental_clause: optional(
    fact.yesNo(
      'Les conditions d’exécution tiennent compte de l’environnement (dès le 22 août 2026)',
      'The execution clauses take the environment into account (from 22 August 2026)',
    ),
  ),
  reaches_formal_threshold: optional(
    fact.yesNo(
      'La valeur atteint le seuil de procédure formalisée (dès le 22 août 2026)',
      'The value reaches the threshold of the formal procedure (from 22 August 2026)',
    ),
  ),
  has_social_clause: optional(
    fact.yesNo(
      'Les conditions d’exécution comportent une clause sociale (si le seuil est atteint)',
      'The execution clauses hold a social clause (where the threshold is reached)',
    ),
  ),
  has_social_exception: optional(
    fact.yesNo(
      'Une exception de la loi dispense de clause sociale (« non » si omis)',
      'An exception of the law excuses the social clause ("no" when left out)',
    ),
  ),
}
type Facts = FactValues<typeof facts>

function environmentalCriterion(isMet: boolean) {
  return condition(
    'has_environmental_criterion',
    isMet,
    'un critère sur l’environnement, ou un coût qui en tient compte',
    'a criterion on the environment, or a cost that includes it',
  )
}

/** From 22 August 2026: criterion, clauses, and a social clause from the formal threshold. */
function withClauses(given: Facts) {
  const { has_environmental_criterion, has_environmental_clause, reaches_formal_threshold } = given
  if (has_environmental_criterion === undefined) return { missing: ['has_environmental_criterion'] }
  if (has_environmental_clause === undefined) return { missing: ['has_environmental_clause'] }
  if (reaches_formal_threshold === undefined) return { missing: ['reaches_formal_threshold'] }
  const needsSocial = reaches_formal_threshold && given.has_social_exception !== true
  if (needsSocial && given.has_social_clause === undefined) return { missing: ['has_social_clause'] }
  return checklist([
    environmentalCriterion(has_environmental_criterion),
    condition(
      'has_environmental_clause',
      has_environmental_clause,
      'des conditions d’exécution qui tiennent compte de l’environnement',
      'execution clauses that take the environment into account',
    ),
    condition(
      'has_social_clause',
      !needsSocial || given.has_social_clause === true,
      'une clause sociale dès le seuil de procédure formalisée',
      'a social clause from the threshold of the formal procedure',
    ),
  ])
}

const greenRule = defineRule({
  id: 'PP-11',
  theme: 'procurement',
  title: {
    fr: 'Environnement et social dans les marchés',
    en: 'Environment and social clauses in contracts',
  },
  anchor: 'launch',
  facts,
  versions: [
    {
      version: 'PP-11a',
      statement: {
        fr: 'Un critère sur l’environnement est facultatif ; le prix seul convient aux achats standardisés.',
        en: 'A criterion on the environment is optional; price alone suits standardised purchases.',
      },
      article: 'CCP, art. R2152-7 (avant le 21 août 2026)',
      from: calendarDate('2019-04-01'),
      to: calendarDate('2026-08-20'),
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ is_price_alone, is_standardised }) {
        if (!is_price_alone) return { status: 'allowed' }
        if (is_standardised === undefined) return { missing: ['is_standardised'] }
        return checklist([
          condition(
            'is_standardised',
            is_standardised,
            'un achat standardisé, pour retenir le prix seul',
            'a standardised purchase, to use price alone',
          ),
        ])
      },
    },
    {
      version: 'PP-11b',
      statement: {
        fr: 'Au moins un critère d’attribution porte sur l’environnement ; un critère unique est un coût qui en tient compte. Le prix seul ne suffit plus.',
        en: 'At least one award criterion is about the environment; a single criterion is a cost that includes it. Price alone is no longer enough.',
      },
      article: 'CCP, art. R2152-7',
      from: calendarDate('2026-08-21'),
      to: calendarDate('2026-08-21'),
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ has_environmental_criterion }) =>
        has_environmental_criterion === undefined
          ? { missing: ['has_environmental_criterion'] }
          : checklist([environmentalCriterion(has_environmental_criterion)]),
    },
    {
      version: 'PP-11c',
      statement: {
        fr: 'En plus du critère, les conditions d’exécution tiennent compte de l’environnement ; dès le seuil de procédure formalisée, une clause sociale s’ajoute, sauf exception de la loi.',
        en: 'Beside the criterion, the execution clauses take the environment into account; from the threshold of the formal procedure, a social clause is added, unless the law excepts it.',
      },
      article: 'CCP, art. L2112-2, L2112-2-1, L2152-7 et R2152-7',
      from: calendarDate('2026-08-22'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: withClauses,
    },
  ],
  contradiction: ({ is_price_alone, has_environmental_criterion }) =>
    is_price_alone && has_environmental_criterion === true
      ? { name: 'has_environmental_criterion', expected: 'false where is_price_alone is true' }
      : null,
})

/** Yearly purchases above which a scheme for responsible purchases is due: 50 million euros. */
const schemeAboveCents = 50_000_000_00

const schemeRule = defineRule({
  id: 'PP-12',
  theme: 'procurement',
  title: { fr: 'Schéma des achats responsables (SPASER)', en: 'Scheme for responsible purchases (SPASER)' },
  anchor: 'fy_end',
  facts: {
    yearly_purchases_cents: fact.cents(
      'Achats de l’année, hors taxes',
      'Purchases of the year, excluding VAT',
    ),
  },
  versions: [
    {
      version: 'PP-12',
      statement: {
        fr: 'Au-delà de 50 millions d’euros d’achats par an, la collectivité adopte un schéma de promotion des achats responsables.',
        en: 'Above €50 million of purchases a year, the authority adopts a scheme for responsible purchases.',
      },
      article: 'CCP, art. L2111-3 et D2111-3',
      from: calendarDate('2023-01-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      toVerify: {
        fr: 'La date d’entrée en vigueur du seuil de 50 millions.',
        en: 'The date of entry into force of the 50-million threshold.',
      },
      reviewedOn: firstReview,
      compute: ({ yearly_purchases_cents: cents }) => ({
        status: cents > schemeAboveCents ? 'required' : 'not_required',
        value: cents,
        unit: 'cents',
        threshold: schemeAboveCents,
        steps: [
          step(
            'is_above',
            cents > schemeAboveCents,
            null,
            'Plus de 50 millions d’euros par an',
            'More than €50 million a year',
          ),
        ],
      }),
    },
  ],
})

export const procurementGreenRules: readonly AnyRule[] = [greenRule, schemeRule]
