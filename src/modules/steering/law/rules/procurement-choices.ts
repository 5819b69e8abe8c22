import { addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'

const value = fact.cents('Valeur estimée hors taxes', 'Estimated value excluding VAT')

/** Below, an innovative purchase needs no competition: 100,000 euros. */
const innovationCents = 100_000_00

const innovationRule = defineRule({
  id: 'PP-03',
  theme: 'procurement',
  title: { fr: 'Achat innovant', en: 'Innovative purchase' },
  anchor: 'launch',
  facts: {
    value_excl_vat_cents: value,
    is_innovative: fact.yesNo(
      'Produit, service ou travaux nouveaux ou sensiblement améliorés',
      'New or noticeably improved product, service or works',
    ),
  },
  versions: [
    {
      version: 'PP-03',
      statement: {
        fr: 'Sous 100 000 € hors taxes, un achat innovant se fait sans publicité ni mise en concurrence.',
        en: 'Below €100,000 excluding VAT, an innovative purchase needs neither publicity nor competition.',
      },
      article: 'CCP, art. R2122-9-1 (à titre d’essai jusqu’au 15 décembre 2021)',
      from: calendarDate('2018-12-25'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les dates de l’essai et de la pérennisation.',
        en: 'The dates of the trial and of its confirmation.',
      },
      reviewedOn: firstReview,
      compute({ value_excl_vat_cents: cents, is_innovative }) {
        if (!is_innovative) return { status: 'not_applicable' }
        const isBelow = cents < innovationCents
        return {
          status: isBelow ? 'allowed' : 'forbidden',
          value: cents,
          unit: 'cents',
          threshold: innovationCents,
          excess: Math.max(0, cents - innovationCents),
          ...(isBelow
            ? {}
            : {
                cure: {
                  fr: 'Mettre en concurrence selon la valeur (règle PP).',
                  en: 'Put out to competition according to the value (rule PP).',
                },
              }),
          steps: [step('is_below', isBelow, null, 'Sous 100 000 €', 'Below €100,000')],
        }
      },
    },
  ],
})

function electronicFrom(thresholdCents: number) {
  return ({ value_excl_vat_cents: cents }: { readonly value_excl_vat_cents: number }) => ({
    status: cents >= thresholdCents ? ('required' as const) : ('not_required' as const),
    value: cents,
    unit: 'cents',
    threshold: thresholdCents,
    steps: [
      step(
        'threshold_cents',
        thresholdCents,
        'cents',
        'Documents sur le profil d’acheteur dès ce montant',
        'Documents on the buyer profile from this amount',
      ),
    ],
  })
}

const electronicRule = defineRule({
  id: 'PP-05',
  theme: 'procurement',
  title: { fr: 'Documents de consultation en ligne', en: 'Consultation documents online' },
  anchor: 'launch',
  facts: { value_excl_vat_cents: value },
  versions: [
    {
      version: 'PP-05a',
      statement: {
        fr: 'Dès 40 000 € hors taxes, les documents de la consultation sont offerts à tous sur le profil d’acheteur.',
        en: 'From €40,000 excluding VAT, the consultation documents are open to all on the buyer profile.',
      },
      article: 'CCP, art. R2132-2',
      from: calendarDate('2020-01-01'),
      to: calendarDate('2026-03-31'),
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: electronicFrom(40_000_00),
    },
    {
      version: 'PP-05b',
      statement: {
        fr: 'Dès 60 000 € hors taxes, les documents de la consultation sont offerts à tous sur le profil d’acheteur.',
        en: 'From €60,000 excluding VAT, the consultation documents are open to all on the buyer profile.',
      },
      article: 'CCP, art. R2132-2 (décret 2025-1386)',
      from: calendarDate('2026-04-01'),
      to: null,
      sources: ['CCP', 'KOH'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: electronicFrom(60_000_00),
    },
  ],
})

const smallLotCents = { supplies_services: 80_000_00, works: 1_000_000_00 } as const
const smallLotFacts = {
  kind: fact.oneOf(['supplies_services', 'works'], 'Nature du lot', 'Kind of lot'),
  lot_excl_vat_cents: fact.cents('Valeur du lot hors taxes', 'Value of the lot excluding VAT'),
  small_lots_total_cents: fact.cents(
    'Total des lots passés ainsi, celui-ci compris',
    'Total of the lots awarded this way, with this one',
  ),
  whole_excl_vat_cents: fact.positiveCents('Valeur de tous les lots', 'Value of all lots'),
}

const smallLotRule = defineRule({
  id: 'PP-08',
  theme: 'procurement',
  title: { fr: 'Petits lots d’un marché formalisé', en: 'Small lots of a formal contract' },
  anchor: 'launch',
  facts: smallLotFacts,
  contradiction({ lot_excl_vat_cents: lot, small_lots_total_cents: total, whole_excl_vat_cents: whole }) {
    if (lot > total) return { name: 'lot_excl_vat_cents', expected: 'no more than small_lots_total_cents' }
    if (total > whole)
      return { name: 'small_lots_total_cents', expected: 'no more than whole_excl_vat_cents' }
    return null
  },
  versions: [
    {
      version: 'PP-08',
      statement: {
        fr: 'Un lot de moins de 80 000 € (travaux : moins d’un million) peut suivre une procédure adaptée si tous ces petits lots font ensemble au plus 20 % du marché.',
        en: 'A lot below €80,000 (works: below one million) may follow an adapted procedure where all such small lots together make at most 20% of the contract.',
      },
      article: 'CCP, art. R2123-1 2°',
      from: calendarDate('2019-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: formula<typeof smallLotFacts>({
        inputs: ({ kind }) => ({ lot_ceiling_cents: smallLotCents[kind] }),
        lines: {
          is_lot_small: {
            formula: 'lot_excl_vat_cents < lot_ceiling_cents',
            unit: null,
            text: { fr: 'Le lot est sous le plafond', en: 'The lot is below the ceiling' },
          },
          share: {
            formula: 'small_lots_total_cents / whole_excl_vat_cents',
            unit: 'share',
            text: { fr: 'Part des petits lots', en: 'Share of the small lots' },
          },
          are_lots_within_share: {
            formula: 'small_lots_total_cents * 100 <= whole_excl_vat_cents * 20',
            unit: null,
            text: { fr: 'Au plus 20 % du marché', en: 'At most 20% of the contract' },
          },
        },
        conclude: (results) => ({
          status:
            results.isTrue('is_lot_small') && results.isTrue('are_lots_within_share')
              ? 'allowed'
              : 'forbidden',
          value: results.number('share'),
          unit: 'share',
          threshold: 0.2,
        }),
      }),
    },
  ],
})

/** First day on which a winner of that day may win a reserved contract again. */
function wonLongAgoFrom(wonOn: CalendarDate): CalendarDate {
  return addMonths(wonOn, 36)
}

const socialServicesRule = defineRule({
  id: 'PP-09',
  theme: 'procurement',
  title: {
    fr: 'Services sociaux et services réservés à l’ESS',
    en: 'Social services, and those reserved to the social economy',
  },
  anchor: 'launch',
  facts: {
    is_only_listed_services: fact.yesNo(
      'Le marché ne porte que sur des services sociaux ou autres services spécifiques de la liste',
      'The contract is only about social or other specific services of the list',
    ),
    is_reserved: fact.yesNo(
      'La commune veut le réserver à des entreprises de l’ESS',
      'The town wants to reserve it to enterprises of the social economy',
    ),
    has_public_service_mission: optional(
      fact.yesNo(
        'L’entreprise a une mission de service public liée à ces services (si le marché est réservé)',
        'The enterprise has a public-service mission linked to these services (where reserved)',
      ),
    ),
    duration_months: optional(
      fact.positiveCount('months', 'Durée du marché réservé', 'Duration of the reserved contract'),
    ),
    won_on: optional(
      fact.date(
        'Jour de la dernière attribution réservée au même titulaire ; omis, il n’y en a pas',
        'Day of the last reserved award to the same winner; left out, there is none',
      ),
    ),
  },
  changeDays: ({ won_on }) => (won_on ? [wonLongAgoFrom(won_on)] : []),
  versions: [
    {
      version: 'PP-09',
      statement: {
        fr: 'Les services sociaux et quelques autres suivent une procédure adaptée quelle que soit leur valeur. On peut les réserver à des entreprises de l’ESS chargées d’une mission de service public, pour trois ans au plus, si elles n’ont pas déjà gagné un tel marché dans les trois ans.',
        en: 'Social and a few other services follow an adapted procedure whatever their value. They may be reserved to enterprises of the social economy with a public-service mission, for three years at most, if these have not won such a contract within three years.',
      },
      article: 'CCP, art. R2123-1 3°, L2113-15 et L2113-16',
      from: calendarDate('2019-04-01'),
      to: null,
      sources: ['CCP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute(
        { is_only_listed_services, is_reserved, has_public_service_mission, duration_months, won_on },
        on,
      ) {
        if (!is_reserved)
          return {
            status: is_only_listed_services ? 'allowed' : 'not_applicable',
            ...(is_only_listed_services ? { value: 'adapted' } : {}),
          }
        if (has_public_service_mission === undefined) return { missing: ['has_public_service_mission'] }
        if (duration_months === undefined) return { missing: ['duration_months'] }
        return checklist([
          condition(
            'is_only_listed_services',
            is_only_listed_services,
            'des services de la liste seulement',
            'listed services only',
          ),
          condition(
            'has_public_service_mission',
            has_public_service_mission,
            'une mission de service public',
            'a public-service mission',
          ),
          condition('is_short_enough', duration_months <= 36, 'trois ans au plus', 'three years at most'),
          condition(
            'has_not_won_lately',
            won_on === undefined || on >= wonLongAgoFrom(won_on),
            'un titulaire qui n’a pas eu un tel marché dans les trois ans',
            'a winner without such a contract within three years',
          ),
        ])
      },
    },
  ],
})

export const procurementChoiceRules: readonly AnyRule[] = [
  innovationRule,
  electronicRule,
  smallLotRule,
  socialServicesRule,
]
