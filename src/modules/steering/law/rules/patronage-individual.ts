import { type CalendarDate, calendarDate, fromParts, yearOf } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { formula } from '../formula.rules.ts'
import { firstReview } from '../review.ts'
import { type Compute, defineRule, step } from '../rule.rules.ts'

const facts = {
  gift_cents: fact.cents('Dons de l’année à ce type d’organisme', 'Gifts of the year to this kind of body'),
  taxable_income_cents: fact.cents('Revenu imposable du foyer', 'Taxable income of the household'),
  helps_people_in_need: fact.yesNo(
    'L’organisme donne repas, logement ou soins à des personnes en difficulté (jamais un projet de la commune)',
    'The body gives meals, housing or care to people in difficulty (never a project of the town)',
  ),
  carried_forward: optional(
    fact.list(
      {
        year: fact.count('year', 'Année du don', 'Year of the gift'),
        cents: fact.cents('Excédent encore reportable', 'Excess still to be used'),
      },
      'Excédents des années antérieures ; omis, il n’y en a pas',
      'Excesses of earlier years; left out, there are none',
    ),
  ),
}
type Facts = FactValues<typeof facts>

/** Excesses of the five years before the payment. */
function usableCarry(carried: Facts['carried_forward'], on: CalendarDate): number {
  const usable = (carried ?? []).filter(({ year }) => year < yearOf(on) && year + 5 >= yearOf(on))
  return usable.reduce((sum, { cents }) => sum + cents, 0)
}

function reductionWith(firstSliceCents: number): Compute<typeof facts> {
  return formula<typeof facts>({
    inputs: ({ carried_forward, helps_people_in_need }, on) => ({
      carried_in_cents: usableCarry(carried_forward, on),
      first_slice_cap_cents: helps_people_in_need ? firstSliceCents : 0,
    }),
    lines: {
      income_cap_cents: {
        formula: { valeur: 'taxable_income_cents * 20 / 100', arrondi: 'oui' },
        unit: 'cents',
        text: { fr: 'Plafond : 20 % du revenu imposable', en: 'Cap: 20% of the taxable income' },
      },
      first_slice_cents: {
        formula: { valeur: 'gift_cents', plafond: 'first_slice_cap_cents' },
        unit: 'cents',
        text: { fr: 'Dons au taux de 75 %, hors plafond', en: 'Gifts at the 75% rate, outside the cap' },
      },
      capped_gifts_cents: {
        formula: 'gift_cents - first_slice_cents + carried_in_cents',
        unit: 'cents',
        text: {
          fr: 'Autres dons, excédents reportés compris',
          en: 'Other gifts, with the excesses carried over',
        },
      },
      base_cents: {
        formula: { valeur: 'capped_gifts_cents', plafond: 'income_cap_cents' },
        unit: 'cents',
        text: { fr: 'Dons retenus au taux de 66 %', en: 'Gifts taken at the 66% rate' },
      },
      reduction_cents: {
        formula: { valeur: '(first_slice_cents * 75 + base_cents * 66) / 100', arrondi: 'oui' },
        unit: 'cents',
        text: { fr: 'Réduction d’impôt', en: 'Tax reduction' },
      },
      carry_forward_cents: {
        formula: 'capped_gifts_cents - base_cents',
        unit: 'cents',
        text: { fr: 'Reporté sur les cinq années suivantes', en: 'Carried to the five following years' },
      },
    },
    conclude: (results) => ({
      status: 'computed',
      value: results.number('reduction_cents'),
      unit: 'cents',
      threshold: results.number('income_cap_cents'),
      excess: results.number('carry_forward_cents'),
    }),
  })
}

const upToOneThousand = reductionWith(1_000_00)
const firstYearOfThousand = calendarDate('2020-01-01')

/** Before 2020 the 75 % slice had other caps, which were not read: the rule says so rather than guess. */
const withSliceSince2020: Compute<typeof facts> = (values, on) =>
  values.helps_people_in_need && on < firstYearOfThousand
    ? {
        status: 'not_applicable',
        steps: [
          step(
            'first_slice_known_from',
            firstYearOfThousand,
            'date',
            'La tranche à 75 % n’est connue ici qu’à partir de 2020',
            'The 75% slice is known here only from 2020',
          ),
        ],
      }
    : upToOneThousand(values, on)

/** Days on which an excess begins to be usable, or no longer is; the day from which the 75 % slice is known. */
function changeDays({ carried_forward }: Facts): readonly CalendarDate[] {
  const turns = (carried_forward ?? []).flatMap(({ year }) => [newYear(year + 1), newYear(year + 6)])
  return [firstYearOfThousand, ...turns]
}

function newYear(year: number): CalendarDate {
  return fromParts(Math.min(year, 9999), 1, 1)
}

export const individualGiftRule = defineRule({
  id: 'MEC-02',
  theme: 'patronage',
  title: {
    fr: 'Réduction d’impôt pour le don d’un particulier',
    en: 'Tax reduction for an individual’s gift',
  },
  anchor: 'payment',
  facts,
  changeDays,
  versions: [
    {
      version: 'MEC-02a',
      statement: {
        fr: 'Le don d’un particulier ouvre droit à une réduction d’impôt de 66 % dans la limite de 20 % du revenu imposable, l’excédent se reportant sur cinq ans. Pour l’aide aux personnes en difficulté, 75 % jusqu’à 1 000 € depuis 2020.',
        en: 'An individual’s gift gives a tax reduction of 66% within 20% of the taxable income, the excess being carried over five years. For help to people in difficulty, 75% up to €1,000 since 2020.',
      },
      article: 'CGI, art. 200',
      from: calendarDate('2005-01-01'),
      to: calendarDate('2025-10-13'),
      sources: ['LEGIF-26'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: withSliceSince2020,
    },
    {
      version: 'MEC-02b',
      statement: {
        fr: 'Réduction d’impôt de 66 % dans la limite de 20 % du revenu imposable, l’excédent se reportant sur cinq ans. Pour l’aide aux personnes en difficulté, 75 % jusqu’à 2 000 €.',
        en: 'Tax reduction of 66% within 20% of the taxable income, the excess being carried over five years. For help to people in difficulty, 75% up to €2,000.',
      },
      article: 'CGI, art. 200 et 200 1 ter (LF 2026)',
      from: calendarDate('2025-10-14'),
      to: null,
      sources: ['LEGIF-26', 'MVOX'],
      confidence: 'sourced',
      toVerify: {
        fr: 'L’article final de la loi de finances pour 2026.',
        en: 'The final article of the finance law for 2026.',
      },
      reviewedOn: firstReview,
      compute: reductionWith(2_000_00),
    },
  ],
})
