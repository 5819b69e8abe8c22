import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { addWorkingDays } from '../calendars/periods.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'

const registerFacts = {
  is_agricultural: fact.yesNo('Aide de minimis agricole', 'Agricultural de minimis aid'),
  holiday_region: optional(
    fact.oneOf(
      ['general', 'alsace_moselle'],
      'Jours fériés du lieu ; omis, ceux de tout le pays',
      'Public holidays of the place; left out, those of the whole country',
    ),
  ),
}

const agriculturalFrom = calendarDate('2027-01-01')

function recordBy(facts: FactValues<typeof registerFacts>, on: CalendarDate): Conclusion {
  if (facts.is_agricultural && on < agriculturalFrom)
    return {
      status: 'not_required',
      steps: [
        step(
          'agricultural_from',
          agriculturalFrom,
          'date',
          'Registre agricole à partir de',
          'Agricultural register from',
        ),
      ],
    }
  const due = addWorkingDays(on, 20, facts.holiday_region)
  return {
    status: 'required',
    value: due,
    unit: 'date',
    steps: [
      step('granted_on', on, 'date', 'Aide accordée', 'Aid granted'),
      step('record_by', due, 'date', 'Vingt jours ouvrés plus tard', 'Twenty working days later'),
    ],
  }
}

const registerRule = defineRule({
  id: 'AID-06',
  theme: 'state_aid',
  title: { fr: 'Registre central des aides de minimis', en: 'Central register of de minimis aid' },
  anchor: 'grant',
  facts: registerFacts,
  changeDays: ({ is_agricultural }) => (is_agricultural ? [agriculturalFrom] : []),
  versions: [
    {
      version: 'AID-06',
      statement: {
        fr: 'Chaque aide de minimis est inscrite au registre central dans les vingt jours ouvrés : bénéficiaire, montant, date, autorité, instrument, secteur, règlement. En France, la plateforme des aides d’État est ouverte aux collectivités, que le texte européen oblige.',
        en: 'Each de minimis aid is entered in the central register within twenty working days: beneficiary, amount, date, authority, instrument, sector, regulation. In France, the State-aid platform is open to local authorities, which the European text binds.',
      },
      article: 'règlement (UE) 2023/2831, art. 6 ; décret 2025-1361, art. 4',
      from: calendarDate('2026-01-01'),
      to: calendarDate('2030-12-31'),
      sources: ['LMD', 'TRI-1361', 'MI', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'Les vingt jours ouvrés, et la loi qui fixerait l’obligation des collectivités.',
        en: 'The twenty working days, and the law that would set the duty of local authorities.',
      },
      reviewedOn: firstReview,
      compute: recordBy,
    },
  ],
})

const declarationRule = defineRule({
  id: 'AID-07',
  theme: 'state_aid',
  title: { fr: 'Déclaration des aides reçues', en: 'Declaration of aid received' },
  anchor: 'grant',
  facts: {
    does_register_cover_window: fact.yesNo(
      'Le registre central couvre toute la période comptée',
      'The central register covers the whole period counted',
    ),
  },
  versions: [
    {
      version: 'AID-07',
      statement: {
        fr: 'Tant que le registre ne couvre pas toute la période, l’entreprise déclare par écrit, avant l’aide, les aides de minimis qu’elle a reçues.',
        en: 'As long as the register does not cover the whole period, the undertaking declares in writing, before the aid, the de minimis aid that it has received.',
      },
      article: 'règlement (UE) 2023/2831, art. 6',
      from: calendarDate('2014-01-01'),
      to: calendarDate('2030-12-31'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'La règle entière.', en: 'The whole rule.' },
      reviewedOn: firstReview,
      compute: ({ does_register_cover_window }) => ({
        status: does_register_cover_window ? 'not_required' : 'required',
      }),
    },
  ],
})

export const aidRegisterRules: readonly AnyRule[] = [registerRule, declarationRule]
