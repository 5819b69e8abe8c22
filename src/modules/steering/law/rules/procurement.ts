import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { type FactValues, fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Compute, defineRule, type RuleVersion, type Step, step } from '../rule.rules.ts'
import type { SourceKey } from '../sources.ts'
import { procurementChoiceRules } from './procurement-choices.ts'
import { procurementGreenRules } from './procurement-green.ts'
import { publicContractRules } from './public-contracts.ts'

const facts = {
  kind: fact.oneOf(
    ['supplies_services', 'works'],
    'Fournitures et services, ou travaux',
    'Supplies and services, or works',
  ),
  value_excl_vat_cents: fact.cents(
    'Valeur estimée du besoin entier, hors taxes, tous lots et reconductions compris',
    'Estimated value of the whole need, excluding VAT, with all lots and renewals',
  ),
}
type Facts = FactValues<typeof facts>
type Kind = Facts['kind']

/** Thresholds of one period, in euros excluding VAT; a value equal to a threshold has reached it. */
interface Period {
  readonly from: string
  /** Below: neither publicity nor competition. */
  readonly direct: Readonly<Record<Kind, number>>
  /** From there: formal procedure of the European thresholds. */
  readonly formal: Readonly<Record<Kind, number>>
  readonly article: string
  readonly sources: readonly SourceKey[]
}

/** From there the notice appears in the BOAMP or in a newspaper of legal notices. */
const noticeFrom = 90_000

const before2016 = 'Code des marchés publics 2006, art. 26, 28 et 40'
const decree2016 = 'Décret 2016-360, art. 25, 27, 30 et 34'
const code = 'CCP, art. R2122-8, R2123-1, R2124-1 et R2131-12'

const periods: readonly Period[] = [
  {
    from: '2011-12-11',
    direct: { supplies_services: 15_000, works: 15_000 },
    formal: { supplies_services: 193_000, works: 4_845_000 },
    article: before2016,
    sources: ['KNOWLEDGE'],
  },
  {
    from: '2012-01-01',
    direct: { supplies_services: 15_000, works: 15_000 },
    formal: { supplies_services: 200_000, works: 5_000_000 },
    article: before2016,
    sources: ['KNOWLEDGE'],
  },
  {
    from: '2014-01-01',
    direct: { supplies_services: 15_000, works: 15_000 },
    formal: { supplies_services: 207_000, works: 5_186_000 },
    article: before2016,
    sources: ['KNOWLEDGE'],
  },
  {
    from: '2015-10-01',
    direct: { supplies_services: 25_000, works: 25_000 },
    formal: { supplies_services: 207_000, works: 5_186_000 },
    article: before2016,
    sources: ['KNOWLEDGE'],
  },
  {
    from: '2016-01-01',
    direct: { supplies_services: 25_000, works: 25_000 },
    formal: { supplies_services: 209_000, works: 5_225_000 },
    article: decree2016,
    sources: ['SENSEI', 'EFL'],
  },
  {
    from: '2018-01-01',
    direct: { supplies_services: 25_000, works: 25_000 },
    formal: { supplies_services: 221_000, works: 5_548_000 },
    article: decree2016,
    sources: ['MON'],
  },
  {
    from: '2020-01-01',
    direct: { supplies_services: 40_000, works: 40_000 },
    formal: { supplies_services: 214_000, works: 5_350_000 },
    article: code,
    sources: ['CCP', 'MON'],
  },
  {
    from: '2020-07-24',
    direct: { supplies_services: 40_000, works: 70_000 },
    formal: { supplies_services: 214_000, works: 5_350_000 },
    article: `${code} ; décret 2020-893`,
    sources: ['CCP', 'MON', 'KNOWLEDGE'],
  },
  {
    from: '2020-12-09',
    direct: { supplies_services: 40_000, works: 100_000 },
    formal: { supplies_services: 214_000, works: 5_350_000 },
    article: `${code} ; loi 2020-1525, art. 142`,
    sources: ['CCP', 'SAURY', 'MIG'],
  },
  {
    from: '2022-01-01',
    direct: { supplies_services: 40_000, works: 100_000 },
    formal: { supplies_services: 215_000, works: 5_382_000 },
    article: `${code} ; loi 2020-1525, art. 142 ; décret 2022-1683`,
    sources: ['CCP', 'SAURY', 'MIG', 'MON'],
  },
  {
    from: '2024-01-01',
    direct: { supplies_services: 40_000, works: 100_000 },
    formal: { supplies_services: 221_000, works: 5_538_000 },
    article: `${code} ; décrets 2022-1683 et 2024-1217`,
    sources: ['CCP', 'SAURY', 'MIG', 'AQU'],
  },
  {
    from: '2026-01-01',
    direct: { supplies_services: 40_000, works: 100_000 },
    formal: { supplies_services: 216_000, works: 5_404_000 },
    article: `${code} ; décret 2025-1386`,
    sources: ['CCP', 'KOH', 'VIEC'],
  },
  {
    from: '2026-04-01',
    direct: { supplies_services: 60_000, works: 100_000 },
    formal: { supplies_services: 216_000, works: 5_404_000 },
    article: `${code} ; décret 2025-1386`,
    sources: ['CCP', 'KOH', 'VIEC'],
  },
]

/** First period whose thresholds were all read on a page; before it some come from knowledge. */
const sourcedFrom = '2026-01-01'

function cents(euros: number): number {
  return euros * 100
}

/** The procedure, and the threshold that decided: the one reached, or the one that a direct purchase stays under. */
function procedureOf({ kind, value_excl_vat_cents: value }: Facts, { direct, formal }: Period) {
  if (value >= cents(formal[kind])) return { procedure: 'formal', threshold: cents(formal[kind]) }
  if (value < cents(direct[kind])) return { procedure: 'direct', threshold: cents(direct[kind]) }
  if (value >= cents(noticeFrom)) return { procedure: 'adapted_with_notice', threshold: cents(noticeFrom) }
  return { procedure: 'adapted', threshold: cents(direct[kind]) }
}

const goodConduct: readonly Step[] = [
  step('relevant_offer', true, null, 'Choisir une offre pertinente', 'Choose a relevant offer'),
  step('good_use_of_money', true, null, 'Bien utiliser l’argent public', 'Make good use of public money'),
  step(
    'no_same_supplier',
    true,
    null,
    'Ne pas retenir toujours le même fournisseur s’il en existe d’autres',
    'Do not always choose the same supplier where others exist',
  ),
]

function computeIn(period: Period): Compute<typeof facts> {
  return (given) => {
    const { procedure, threshold } = procedureOf(given, period)
    const { direct, formal } = period
    return {
      status: 'computed',
      value: procedure,
      threshold,
      steps: [
        step(
          'direct_below_cents',
          cents(direct[given.kind]),
          'cents',
          'Sous ce montant : ni publicité ni mise en concurrence',
          'Below this amount: neither publicity nor competition',
        ),
        step(
          'notice_from_cents',
          cents(noticeFrom),
          'cents',
          'Dès ce montant : avis au BOAMP ou dans un journal d’annonces légales',
          'From this amount: notice in the BOAMP or in a newspaper of legal notices',
        ),
        step(
          'formal_from_cents',
          cents(formal[given.kind]),
          'cents',
          'Dès ce montant : procédure formalisée',
          'From this amount: formal procedure',
        ),
        ...(procedure === 'direct' ? goodConduct : []),
      ],
    }
  }
}

function versionOf(period: Period, next: Period | undefined): RuleVersion<typeof facts> {
  const { from, direct, formal, article, sources } = period
  const amounts = { direct, formal, notice: noticeFrom }
  return {
    version: `PP-${from}`,
    statement: { fr: statementIn('fr-FR', amounts), en: statementIn('en-GB', amounts) },
    article,
    from: calendarDate(from),
    to: next ? addDays(calendarDate(next.from), -1) : null,
    sources,
    ...(from < sourcedFrom
      ? { confidence: 'to_verify', toVerify: uncertainDates }
      : { confidence: 'sourced' }),
    reviewedOn: firstReview,
    compute: computeIn(period),
  }
}

const uncertainDates = {
  fr: 'Les dates de la dispense de travaux (70 000 et 100 000 €), des paliers de 15 000 et 25 000 €, et les seuils européens d’avant 2016.',
  en: 'The dates of the works waiver (€70,000 and €100,000), of the €15,000 and €25,000 steps, and the European thresholds before 2016.',
}

function statementIn(
  locale: 'fr-FR' | 'en-GB',
  { direct, formal, notice }: Pick<Period, 'direct' | 'formal'> & { readonly notice: number },
): string {
  const euros = (amount: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(
      amount,
    )
  const [goods, works] = [euros(direct.supplies_services), euros(direct.works)]
  return locale === 'fr-FR'
    ? `Sous ${goods} (travaux : ${works}), la commune achète sans publicité ni concurrence, en choisissant une bonne offre et sans favoriser toujours le même. Au-delà, procédure adaptée, avec un avis publié dès ${euros(notice)}. Dès ${euros(formal.supplies_services)} (travaux : ${euros(formal.works)}), procédure formalisée.`
    : `Below ${goods} (works: ${works}), the town buys with neither publicity nor competition, choosing a good offer and not always favouring the same supplier. Above, an adapted procedure, with a published notice from ${euros(notice)}. From ${euros(formal.supplies_services)} (works: ${euros(formal.works)}), a formal procedure.`
}

const procedureRule = defineRule({
  id: 'PP',
  theme: 'procurement',
  title: { fr: 'Procédure d’achat selon la valeur', en: 'Purchasing procedure by value' },
  anchor: 'launch',
  facts,
  versions: periods.map((period, index) => versionOf(period, periods[index + 1])),
})

export const procurementRules: readonly AnyRule[] = [
  procedureRule,
  ...procurementChoiceRules,
  ...procurementGreenRules,
  ...publicContractRules,
]
