import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type Conclusion, defineRule, type Lacking, type Step, step } from '../rule.rules.ts'

const refundFacts = {
  personnel_cents: fact.cents('Charges de personnel, derniers comptes', 'Staff costs, last accounts'),
  supplies_cents: fact.cents('Fournitures', 'Supplies'),
  renewals_cents: fact.cents('Renouvellement des biens', 'Renewal of goods'),
  contracts_cents: fact.cents('Contrats rattachés au service', 'Contracts attached to the service'),
  units: fact.positiveCount('units', 'Unités produites par le service', 'Units produced by the service'),
  used_units: fact.count('units', 'Unités dont l’autre a profité', 'Units that the other used'),
  overhead_cents: optional(
    fact.cents(
      'Autres charges que l’on voudrait ajouter ; omises, aucune',
      'Other costs that one would like to add; left out, none',
    ),
  ),
  is_overhead_strictly_linked: optional(
    fact.yesNo(
      'On prouve qu’elles sont strictement liées au service (s’il y en a)',
      'They are proven strictly linked to the service (where there are some)',
    ),
  ),
  signed_on: optional(
    fact.date(
      'Signature de la convention, la première année ; omise, le coût est connu avant le vote du budget',
      'Signature of the agreement, in the first year; left out, the cost is told before the budget vote',
    ),
  ),
}
type Refund = FactValues<typeof refundFacts>

function linkedCosts({ personnel_cents, supplies_cents, renewals_cents, contracts_cents }: Refund): number {
  return personnel_cents + supplies_cents + renewals_cents + contracts_cents
}

/** Cost of the used units; the unit cost is rounded only when shown, the refund once, to the cent. */
function refundOf(costs: number, { units, used_units }: Refund): number {
  return Math.round((costs * used_units) / units)
}

function refundSteps(costs: number, given: Refund): readonly Step[] {
  return [
    step(
      'service_cost_cents',
      costs,
      'cents',
      'Coût de fonctionnement du service',
      'Running cost of the service',
    ),
    step('unit_cost_cents', Math.round(costs / given.units), 'cents', 'Coût unitaire', 'Unit cost'),
    ...(given.signed_on === undefined
      ? []
      : [
          step(
            'tell_unit_cost_by',
            addMonths(given.signed_on, 3),
            'date',
            'Coût unitaire à faire connaître au plus tard',
            'Unit cost to be told at the latest',
          ),
        ]),
  ]
}

function computeRefund(given: Refund): Conclusion | Lacking {
  const overhead = given.overhead_cents ?? 0
  if (overhead > 0 && given.is_overhead_strictly_linked === undefined)
    return { missing: ['is_overhead_strictly_linked'] }
  const costs = linkedCosts(given)
  const refund = refundOf(costs, given)
  const withOverhead = refundOf(costs + overhead, given)
  if (given.is_overhead_strictly_linked === true)
    return {
      status: 'computed',
      value: withOverhead,
      unit: 'cents',
      steps: refundSteps(costs + overhead, given),
    }
  if (overhead === 0)
    return { status: 'computed', value: refund, unit: 'cents', steps: refundSteps(costs, given) }
  return {
    status: 'forbidden',
    value: refund,
    unit: 'cents',
    excess: withOverhead - refund,
    cure: {
      fr: 'Retirer les charges qui ne sont pas strictement liées au service.',
      en: 'Take out the costs that are not strictly linked to the service.',
    },
    steps: [
      ...refundSteps(costs, given),
      step(
        'unit_cost_with_overhead_cents',
        Math.round((costs + overhead) / given.units),
        'cents',
        'Coût unitaire avec ces charges',
        'Unit cost with these costs',
      ),
    ],
  }
}

export const refundRule = defineRule({
  id: 'INT-13',
  theme: 'cooperation',
  title: { fr: 'Remboursement d’un service mis à disposition', en: 'Refund of a service made available' },
  anchor: 'fy_end',
  facts: refundFacts,
  versions: [
    {
      version: 'INT-13',
      statement: {
        fr: 'Un service mis à disposition se rembourse au coût unitaire, multiplié par les unités utilisées. Le coût unitaire ne compte que ce qui est strictement lié au service ; un état en est dressé chaque année.',
        en: 'A service made available is refunded at unit cost, multiplied by the units used. The unit cost only counts what is strictly linked to the service; a statement is drawn up every year.',
      },
      article: 'CGCT, art. L5211-4-1 et D5211-16 (décret 2011-515)',
      from: calendarDate('2011-05-13'),
      to: null,
      sources: ['DOC-5211-16'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: computeRefund,
    },
  ],
})
