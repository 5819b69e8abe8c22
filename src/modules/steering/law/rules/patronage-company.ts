import { addDays, addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula, type Line } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { defineRule } from '../rule.rules.ts'

const facts = {
  gift_cents: fact.cents('Dons de l’exercice', 'Gifts of the financial year'),
  turnover_cents: fact.cents(
    'Chiffre d’affaires hors taxes de l’exercice',
    'Turnover without tax of the financial year',
  ),
  carried_forward: optional(
    fact.list(
      {
        fy_end: fact.date('Clôture de l’exercice du don', 'Close of the financial year of the gift'),
        cents: fact.cents('Excédent encore reportable', 'Excess still to be used'),
      },
      'Excédents reportés des exercices antérieurs ; omis, il n’y en a pas',
      'Excesses carried from earlier financial years; left out, there are none',
    ),
  ),
  helps_people_in_need: optional(
    fact.yesNo(
      'Le bénéficiaire donne repas, logement ou soins à des personnes en difficulté ; omis, non',
      'The beneficiary gives meals, housing or care to people in difficulty; left out, no',
    ),
  ),
}
type Facts = FactValues<typeof facts>

const carryMonths = 60

/** What an excess may still be used for: the five financial years after its own. */
function usableCarry(carried: Facts['carried_forward'], on: CalendarDate) {
  return (carried ?? []).filter(({ fy_end }) => fy_end < on && addMonths(fy_end, carryMonths) >= on)
}

function sumOf(amounts: readonly { readonly cents: number }[]): number {
  return amounts.reduce((sum, { cents }) => sum + cents, 0)
}

/** Those of them that the next financial year can no longer use. */
function lastYearCarry(carried: Facts['carried_forward'], on: CalendarDate) {
  return usableCarry(carried, on).filter(({ fy_end }) => addMonths(fy_end, carryMonths) < addMonths(on, 12))
}

interface Scale {
  /** The cap as a line, and the lines that it needs. */
  readonly cap: Readonly<Record<string, Line>>
  /** The reduction from `base_cents`. */
  readonly reduction: Line['formula']
}

const shareOfTurnover: Line = {
  formula: 'turnover_cents * 5 / 1000',
  unit: 'cents',
  text: { fr: '0,5 % du chiffre d’affaires', en: '0.5% of the turnover' },
}

function capWithFloor(floorCents: number, fr: string, en: string): Readonly<Record<string, Line>> {
  return {
    turnover_share_cents: shareOfTurnover,
    flat_cap_cents: { formula: floorCents, unit: 'cents', text: { fr, en } },
    cap_cents: {
      formula: { 'le maximum de': ['turnover_share_cents', 'flat_cap_cents'], arrondi: 'oui' },
      unit: 'cents',
      text: { fr: 'Plafond des dons pris en compte', en: 'Cap on the gifts taken into account' },
    },
  }
}

const flatRate: Line['formula'] = { valeur: 'base_cents * 60 / 100', arrondi: 'oui' }

/** 60 % up to two million euros of gifts, 40 % above; 60 % throughout for those who help people in need. */
const twoRates: Line['formula'] = {
  variations: [
    { si: 'has_single_rate', alors: { valeur: 'base_cents * 60 / 100', arrondi: 'oui' } },
    {
      sinon: {
        valeur: '(base_cents * 40 + full_rate_cents * 20) / 100',
        arrondi: 'oui',
      },
    },
  ],
}

function reductionBy({ cap, reduction }: Scale, extra: Readonly<Record<string, Line>> = {}) {
  return formula<typeof facts>({
    inputs: ({ carried_forward, helps_people_in_need, gift_cents }, on) => {
      const usable = sumOf(usableCarry(carried_forward, on))
      return {
        carried_in_cents: usable,
        last_year_carry_cents: sumOf(lastYearCarry(carried_forward, on)),
        has_single_rate: helps_people_in_need ?? false,
        gifts_and_carry_cents: gift_cents + usable,
      }
    },
    lines: {
      usable_carry_cents: {
        formula: 'carried_in_cents',
        unit: 'cents',
        text: {
          fr: 'Excédents des cinq exercices précédents encore utilisables',
          en: 'Excesses of the five previous financial years still usable',
        },
      },
      ...cap,
      base_cents: {
        formula: { valeur: 'gifts_and_carry_cents', plafond: 'cap_cents' },
        unit: 'cents',
        text: { fr: 'Dons retenus', en: 'Gifts taken into account' },
      },
      ...extra,
      reduction_cents: {
        formula: reduction,
        unit: 'cents',
        text: { fr: 'Réduction d’impôt', en: 'Tax reduction' },
      },
      unused_cents: {
        formula: 'gifts_and_carry_cents - base_cents',
        unit: 'cents',
        text: { fr: 'Au-dessus du plafond', en: 'Above the cap' },
      },
      carry_used_cents: {
        formula: { valeur: 'base_cents - gift_cents', plancher: 0 },
        unit: 'cents',
        text: {
          fr: 'Excédents utilisés, après les dons de l’exercice, les plus anciens d’abord',
          en: 'Excesses used, after the gifts of the year, the oldest first',
        },
      },
      expired_cents: {
        formula: { valeur: 'last_year_carry_cents - carry_used_cents', plancher: 0 },
        unit: 'cents',
        text: { fr: 'Excédents perdus après cet exercice', en: 'Excesses lost after this financial year' },
      },
      carry_forward_cents: {
        formula: 'unused_cents - expired_cents',
        unit: 'cents',
        text: {
          fr: 'Reporté sur les exercices suivants (cinq pour un don de l’exercice)',
          en: 'Carried to the following financial years (five for a gift of this one)',
        },
      },
    },
    conclude: (results) => ({
      status: 'computed',
      value: results.number('reduction_cents'),
      unit: 'cents',
      threshold: results.number('cap_cents'),
      excess: results.number('unused_cents'),
    }),
  })
}

const fullRate: Readonly<Record<string, Line>> = {
  full_rate_cents: {
    formula: { valeur: 'base_cents', plafond: 2_000_000_00 },
    unit: 'cents',
    text: { fr: 'Dons retenus au taux de 60 % (40 % au-delà)', en: 'Gifts at the 60% rate (40% above)' },
  },
}

export const companyGiftRule = defineRule({
  id: 'MEC-01',
  theme: 'patronage',
  title: { fr: 'Réduction d’impôt pour le don d’une entreprise', en: 'Tax reduction for a company’s gift' },
  anchor: 'fy_end',
  facts,
  changeDays: ({ carried_forward }) =>
    (carried_forward ?? []).flatMap(({ fy_end }) => [
      addDays(fy_end, 1),
      addDays(addMonths(fy_end, carryMonths), 1),
    ]),
  versions: [
    {
      version: 'MEC-01a',
      statement: {
        fr: 'Le don d’une entreprise ouvre droit à une réduction d’impôt de 60 %, dans la limite de 0,5 % de son chiffre d’affaires ; l’excédent se reporte sur cinq exercices.',
        en: 'A company’s gift gives a tax reduction of 60%, within 0.5% of its turnover; the excess is carried over five financial years.',
      },
      article: 'CGI, art. 238 bis (loi 2003-709)',
      from: calendarDate('2003-08-01'),
      to: calendarDate('2019-12-30'),
      sources: ['BOFIP-20', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le premier exercice concerné.', en: 'The first financial year concerned.' },
      reviewedOn: firstReview,
      compute: reductionBy({
        cap: {
          cap_cents: {
            formula: { valeur: 'turnover_cents * 5 / 1000', arrondi: 'oui' },
            unit: 'cents',
            text: { fr: 'Plafond : 0,5 % du chiffre d’affaires', en: 'Cap: 0.5% of the turnover' },
          },
        },
        reduction: flatRate,
      }),
    },
    {
      version: 'MEC-01b',
      statement: {
        fr: 'Réduction d’impôt de 60 %, dans la limite de 10 000 € ou de 0,5 % du chiffre d’affaires si c’est plus ; l’excédent se reporte sur cinq exercices.',
        en: 'Tax reduction of 60%, within €10,000 or 0.5% of the turnover where that is more; the excess is carried over five financial years.',
      },
      article: 'CGI, art. 238 bis (LF 2019, art. 148)',
      from: calendarDate('2019-12-31'),
      to: calendarDate('2020-12-30'),
      sources: ['BOFIP-20'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: reductionBy({
        cap: capWithFloor(10_000_00, 'Plafond forfaitaire de 10 000 €', 'Flat cap of €10,000'),
        reduction: flatRate,
      }),
    },
    {
      version: 'MEC-01c',
      statement: {
        fr: 'Réduction d’impôt de 60 % jusqu’à 2 millions d’euros de dons et de 40 % au-delà (60 % partout pour l’aide aux personnes en difficulté), dans la limite de 20 000 € ou de 0,5 % du chiffre d’affaires si c’est plus ; l’excédent se reporte sur cinq exercices.',
        en: 'Tax reduction of 60% up to 2 million euros of gifts and 40% above (60% throughout for help to people in difficulty), within €20,000 or 0.5% of the turnover where that is more; the excess is carried over five financial years.',
      },
      article: 'CGI, art. 238 bis (LF 2020, art. 134)',
      from: calendarDate('2020-12-31'),
      to: null,
      sources: ['ISBL-MEC', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Le plafond de 20 000 € et l’exception pour l’aide aux personnes en difficulté.',
        en: 'The cap of €20,000 and the exception for help to people in difficulty.',
      },
      reviewedOn: firstReview,
      compute: reductionBy(
        {
          cap: capWithFloor(20_000_00, 'Plafond forfaitaire de 20 000 €', 'Flat cap of €20,000'),
          reduction: twoRates,
        },
        fullRate,
      ),
    },
  ],
})
