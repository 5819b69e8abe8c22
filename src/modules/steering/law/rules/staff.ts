import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { checklist } from '../checklist.rules.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, type RuleVersion, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

/** From there an authority has its own staff committee. */
const committeeFrom = 50

const committeeRule = defineRule({
  id: 'RH-01',
  theme: 'staff',
  title: { fr: 'Comité social territorial', en: 'Staff committee' },
  anchor: 'act',
  facts: {
    agents: fact.count('people', 'Agents de la collectivité', 'Agents of the authority'),
    subject: optional(
      fact.oneOf(
        [
          'organisation',
          'working_conditions',
          'remote_work',
          'disconnection',
          'digital_tools',
          'pooling',
          'other',
        ],
        'Sujet du projet ; omis, la question est celle du comité lui-même',
        'Subject of the project; left out, the question is about the committee itself',
      ),
    ),
  },
  versions: [
    {
      version: 'RH-01',
      statement: {
        fr: 'Dès 50 agents, un comité social territorial. Il donne son avis avant une réorganisation, un changement des conditions de travail, le télétravail, la déconnexion, un outil numérique ou une mutualisation.',
        en: 'From 50 agents, a staff committee. It gives its opinion before a reorganisation, a change in working conditions, remote work, disconnection, a digital tool or pooling.',
      },
      article: 'CGFP, art. L251-5 et L253-5',
      from: calendarDate('2023-01-01'),
      to: null,
      sources: ['CGFP'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Avant 2023, les comités techniques jouaient ce rôle.',
        en: 'Before 2023, technical committees had this role.',
      },
      reviewedOn: firstReview,
      compute({ agents, subject }) {
        const isOwn = agents >= committeeFrom
        const needsOpinion = subject !== 'other'
        return {
          status: isOwn && needsOpinion ? 'required' : 'not_required',
          value: agents,
          unit: 'people',
          threshold: committeeFrom,
          steps: [
            step(
              'has_own_committee',
              isOwn,
              null,
              'Un comité propre à la collectivité',
              'A committee of the authority',
            ),
            step(
              'opinion_before',
              needsOpinion,
              null,
              'Un sujet soumis à son avis',
              'A subject for its opinion',
            ),
          ],
        }
      },
    },
  ],
})

const bonus = yesNoList({
  has_staff_opinion: ['l’avis du comité social territorial', 'the opinion of the staff committee'],
  is_created_by_council: ['une délibération du conseil', 'a deliberation of the council'],
  is_within_decree_cap: ['un montant dans le plafond du décret', 'an amount within the cap of the decree'],
})

const bonusRule = defineRule({
  id: 'RH-02',
  theme: 'staff',
  title: { fr: 'Prime d’intéressement collectif', en: 'Collective performance bonus' },
  anchor: 'act',
  facts: bonus.facts,
  versions: [
    {
      version: 'RH-02',
      statement: {
        fr: 'Le conseil peut créer une prime liée aux résultats d’un service, après avis du comité social territorial, dans le plafond d’un décret.',
        en: 'The council may create a bonus linked to a department’s results, after the staff committee’s opinion, within the cap of a decree.',
      },
      article: 'CGFP, art. L714-7',
      from: calendarDate('2022-03-01'),
      to: null,
      sources: ['CGFP', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le plafond du décret.', en: 'The cap of the decree.' },
      reviewedOn: firstReview,
      compute: (given) => checklist(bonus.conditions(given)),
    },
  ],
})

/** Hours of effective work in a year at full time. */
const yearlyHours = 1_607

const hoursRule = defineRule({
  id: 'RH-03',
  theme: 'staff',
  title: { fr: 'Temps de travail annuel', en: 'Yearly working time' },
  anchor: 'reference_day',
  facts: {
    yearly_cost_cents: optional(
      fact.cents(
        'Coût annuel d’un agent à temps plein ; omis, seule la durée est donnée',
        'Yearly cost of a full-time agent; left out, only the hours are given',
      ),
    ),
  },
  versions: [
    {
      version: 'RH-03',
      statement: {
        fr: 'Un agent à temps plein travaille 1 607 heures par an : c’est par ce nombre qu’on divise son coût pour connaître celui d’une heure.',
        en: 'A full-time agent works 1,607 hours a year: the yearly cost is divided by this number to know that of an hour.',
      },
      article: 'CGFP, art. L611-1 et L611-2',
      from: null,
      to: null,
      sources: ['CGFP'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: ({ yearly_cost_cents: cost }) => ({
        status: 'computed',
        value: yearlyHours,
        unit: 'hours',
        steps: [
          step(
            'hourly_cost_cents',
            cost === undefined ? null : Math.round(cost / yearlyHours),
            'cents',
            'Coût d’une heure',
            'Cost of an hour',
          ),
        ],
      }),
    },
  ],
})

const calendar = yesNoList({
  hides_sensitive_entries: [
    'ni santé ni activité syndicale dans l’agenda partagé',
    'neither health nor union data in the shared calendar',
  ],
  masks_private_entries: ['les rendez-vous privés masqués', 'private entries masked'],
  respects_disconnection: ['le droit à la déconnexion respecté', 'the right to disconnect respected'],
})

const calendarRule = defineRule({
  id: 'RH-04',
  theme: 'staff',
  title: { fr: 'Agendas partagés', en: 'Shared calendars' },
  anchor: 'launch',
  facts: calendar.facts,
  versions: [
    {
      version: 'RH-04',
      statement: {
        fr: 'Un agenda partagé ne montre ni santé ni activité syndicale, masque le privé, et respecte le droit à la déconnexion.',
        en: 'A shared calendar shows neither health nor union data, masks private entries, and respects the right to disconnect.',
      },
      article: 'RGPD, art. 5 et 9 ; CGFP, art. L253-5 7°',
      from: calendarDate('2018-05-25'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les articles.', en: 'The articles.' },
      reviewedOn: firstReview,
      compute: (given) => checklist(calendar.conditions(given)),
    },
  ],
})

const pensionFacts = {
  pensionable_pay_cents: fact.cents(
    'Traitement soumis à retenue, sur la période voulue',
    'Pay that counts for the pension, over the chosen period',
  ),
}

/** Employer rates of the pension fund of territorial agents, in ten-thousandths, by year. */
const pensionRates = [
  [2024, 3165],
  [2025, 3465],
  [2026, 3765],
  [2027, 4065],
  [2028, 4365],
] as const

function pensionVersion(
  year: number,
  tenThousandths: number,
  isLast: boolean,
): RuleVersion<typeof pensionFacts> {
  const percent = tenThousandths / 100
  return {
    version: `RH-05-${year}`,
    statement: {
      fr: `En ${year}, l’employeur verse à la CNRACL ${String(percent).replace('.', ',')} % du traitement.`,
      en: `In ${year}, the employer pays the CNRACL ${percent}% of the pay.`,
    },
    article: 'décret 2025-86',
    from: calendarDate(`${year}-01-01`),
    to: isLast ? null : addDays(calendarDate(`${year + 1}-01-01`), -1),
    sources: ['KNOWLEDGE'],
    confidence: 'to_verify',
    toVerify: { fr: 'Le taux et son jour d’effet.', en: 'The rate and the day it takes effect.' },
    reviewedOn: firstReview,
    compute: ({ pensionable_pay_cents: pay }: FactValues<typeof pensionFacts>) => ({
      status: 'computed',
      value: Math.round((pay * tenThousandths) / 10_000),
      unit: 'cents',
      steps: [step('rate', tenThousandths / 10_000, 'share', 'Taux de l’employeur', 'Employer rate')],
    }),
  }
}

const pensionRule = defineRule({
  id: 'RH-05',
  theme: 'staff',
  title: { fr: 'Cotisation de retraite de l’employeur', en: 'Employer pension contribution' },
  anchor: 'payment',
  facts: pensionFacts,
  versions: pensionRates.map(([year, rate], index) =>
    pensionVersion(year, rate, index === pensionRates.length - 1),
  ),
})

export const staffRules: readonly AnyRule[] = [committeeRule, bonusRule, hoursRule, calendarRule, pensionRule]
