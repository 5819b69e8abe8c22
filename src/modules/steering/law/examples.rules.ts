import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'

/** A case to try: the page asks it to the rule, so that what it shows is what the rule answers today. */
export interface Example {
  readonly text: Wording
  readonly on: CalendarDate
  readonly facts: Readonly<Record<string, unknown>>
}

const euros = (amount: number) => Math.round(amount * 100)

function example(on: string, facts: Example['facts'], fr: string, en: string): Example {
  return { on: calendarDate(on), facts, text: { fr, en } }
}

const capital = (held: number, total = 100_000) => ({
  capital_total_cents: euros(total),
  territorial_public_capital_cents: euros(held),
})
const aids = (...list: readonly (readonly [string, number])[]) =>
  list.map(([granted_on, amount]) => ({ granted_on, cents: euros(amount) }))
const grants = (cash: number, inKind = 0) => ({
  cash_year_cents: euros(cash),
  in_kind_year_cents: euros(inKind),
})
const guarantee = {
  guaranteed_annuities_cents: euros(4_000_000),
  first_annuity_cents: euros(150_000),
  net_debt_annuities_cents: euros(6_000_000),
  provisions_cents: 0,
  operating_revenue_cents: euros(60_000_000),
}

/** Worked cases of the reference sheet, by rule. A rule without a case here shows its form alone. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  'SCIC-01': [
    example(
      '2014-07-30',
      capital(21_000),
      'Une ville détient 21 % du capital, juste avant la réforme de 2014',
      'A town holds 21% of the capital, just before the reform of 2014',
    ),
    example(
      '2014-10-07',
      capital(21_000),
      'La même ville, après la réforme',
      'The same town, after the reform',
    ),
    example(
      '2026-11-22',
      capital(51_000),
      'Ville, agglomération et centre d’action sociale détiennent ensemble 51 %',
      'Town, agglomeration and social centre together hold 51%',
    ),
    example(
      '2026-11-22',
      capital(45_000, 85_000),
      'Un associé privé s’est retiré : la part de la ville dépasse la moitié',
      'A private member left: the town’s share is above one half',
    ),
  ],
  'SUB-02': [
    example(
      '2026-06-15',
      grants(15_000, 10_000),
      'Une subvention, et un local prêté',
      'A grant, and premises lent',
    ),
    example(
      '2026-06-15',
      grants(23_000),
      'Une subvention au seuil, au centime près',
      'A grant exactly at the threshold',
    ),
  ],
  'SUB-09': [
    example(
      '2026-07-01',
      {
        amount_cents: euros(12_000),
        period_first_on: '2026-01-01',
        period_last_on: '2026-12-31',
      },
      'Une association manque au contrat d’engagement au milieu de l’année',
      'An association breaches the commitment contract in mid-year',
    ),
  ],
  'SUB-15': [
    example(
      '2026-09-20',
      { received_on: '2026-09-20', suspensions: [{ from: '2026-09-25', to: '2026-10-05' }] },
      'Un dossier incomplet, complété dix jours plus tard',
      'An incomplete application, completed ten days later',
    ),
  ],
  'MEC-01': [
    example(
      '2026-12-31',
      { gift_cents: euros(70_000), turnover_cents: euros(10_000_000) },
      'Une entreprise donne plus que son plafond de l’exercice',
      'A company gives more than its ceiling of the year',
    ),
    example(
      '2018-12-31',
      { gift_cents: euros(9_000), turnover_cents: euros(1_500_000) },
      'Le même calcul avant la réforme de 2019',
      'The same computing before the reform of 2019',
    ),
  ],
  'MEC-02': [
    example(
      '2026-12-31',
      { gift_cents: euros(7_000), taxable_income_cents: euros(30_000), helps_people_in_need: false },
      'Un particulier donne plus que le cinquième de son revenu',
      'An individual gives more than one fifth of their income',
    ),
  ],
  'AID-01': [
    example(
      '2026-02-15',
      {
        aids: aids(['2023-03-10', 120_000], ['2024-06-01', 150_000]),
        new_aid_cents: euros(60_000),
      },
      'Une aide de trop dans les trois ans ; elle passera un mois plus tard',
      'One aid too many within three years; it will pass a month later',
    ),
    example(
      '2014-10-07',
      {
        aids: aids(['2012-05-15', 80_000], ['2013-05-15', 90_000]),
        new_aid_cents: euros(20_000),
      },
      'À la date de la note de 2014, par exercices',
      'On the day of the note of 2014, by financial years',
    ),
  ],
  'GAR-01': [
    example(
      '2026-11-22',
      guarantee,
      'Garantir l’emprunt d’une ressourcerie',
      'Guaranteeing the loan of a reuse centre',
    ),
  ],
  'GAR-03': [
    example(
      '2026-11-22',
      {
        loan_cents: euros(200_000),
        guaranteed_cents: euros(120_000),
        planning_operation: false,
        general_interest_borrower: false,
      },
      'Garantir plus de la moitié d’un emprunt',
      'Guaranteeing more than half of a loan',
    ),
  ],
  'CUM-01': [
    example(
      '2026-11-22',
      {
        own_cents: euros(99_999),
        public_funding_cents: euros(500_000),
        is_lead_authority_field: false,
      },
      'Un euro sous la part minimale du maître d’ouvrage',
      'One euro below the owner’s least share',
    ),
  ],
  PP: [
    example(
      '2026-05-01',
      { kind: 'supplies_services', value_excl_vat_cents: euros(45_000) },
      'Un marché de services de 45 000 €, en mai 2026',
      'A service contract of €45,000, in May 2026',
    ),
    example(
      '2014-10-07',
      { kind: 'supplies_services', value_excl_vat_cents: euros(45_000) },
      'Le même, à la date de la note de 2014',
      'The same, on the day of the note of 2014',
    ),
  ],
  'PAR-05': [
    example(
      '2026-11-22',
      { registered_voters: 26_000, participants: 13_000, yes: 6_400, no: 6_300 },
      'La moitié des inscrits a voté, blancs compris',
      'Half of the registered voters took part, blank votes included',
    ),
  ],
  'PAR-11': [
    example(
      '2026-11-22',
      { registered_voters: 26_001 },
      'Une ville de 26 001 inscrits',
      'A town with 26,001 registered voters',
    ),
  ],
}

export function examplesOf(ruleId: string): readonly Example[] {
  return examples[ruleId] ?? []
}
