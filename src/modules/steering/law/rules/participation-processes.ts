import { addDays, addMonths, calendarDate, daysBetween } from '#kernel/calendar-date.ts'
import { checklist, condition } from '../checklist.rules.ts'
import { fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, defineRule, step } from '../rule.rules.ts'
import { yesNoList } from '../yes-no-list.rules.ts'

const openProcess = yesNoList({
  publishes_procedure: ['les modalités rendues publiques', 'the procedure made public'],
  gives_useful_information: ['les informations utiles données', 'useful information given'],
  leaves_reasonable_time: ['un délai raisonnable pour participer', 'reasonable time to take part'],
  publishes_results: [
    'les résultats ou les suites rendus publics au moment approprié',
    'the results or the follow-up made public in due time',
  ],
})

const openProcessRule = defineRule({
  id: 'PAR-13',
  theme: 'participation',
  title: { fr: 'Associer le public à une décision', en: 'Involve the public in a decision' },
  anchor: 'launch',
  facts: openProcess.facts,
  versions: [
    {
      version: 'PAR-13',
      statement: {
        fr: 'Qui choisit d’associer le public publie les modalités, informe, laisse un délai raisonnable, et publie les résultats ou les suites.',
        en: 'Whoever chooses to involve the public publishes the procedure, informs, leaves reasonable time, and publishes the results or the follow-up.',
      },
      article: 'CRPA, art. L131-1',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: (given) => checklist(openProcess.conditions(given)),
    },
  ],
})

const internetRule = defineRule({
  id: 'PAR-14',
  theme: 'participation',
  title: {
    fr: 'Consultation ouverte sur internet à la place d’une commission',
    en: 'Open internet consultation in place of a committee',
  },
  anchor: 'launch',
  facts: {
    opens_on: fact.date('Premier jour de la consultation', 'First day of the consultation'),
    closes_on: fact.date('Dernier jour', 'Last day'),
    publishes_synthesis: fact.yesNo('Une synthèse est rendue publique', 'A synthesis is made public'),
  },
  contradiction: ({ opens_on, closes_on }) =>
    closes_on < opens_on ? { name: 'closes_on', expected: 'no earlier than opens_on' } : null,
  versions: [
    {
      version: 'PAR-14',
      statement: {
        fr: 'Une consultation ouverte qui remplace l’avis d’une commission dure au moins quinze jours et donne lieu à une synthèse publique.',
        en: 'An open consultation that replaces a committee’s opinion lasts at least fifteen days and leads to a public synthesis.',
      },
      article: 'CRPA, art. L132-1 à L132-3',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ opens_on, closes_on, publishes_synthesis }) {
        const days = daysBetween(opens_on, closes_on)
        return {
          ...checklist([
            condition('is_long_enough', days >= 15, 'quinze jours au moins', 'fifteen days at least'),
            condition(
              'publishes_synthesis',
              publishes_synthesis,
              'une synthèse publique',
              'a public synthesis',
            ),
          ]),
          value: days,
          unit: 'days',
          threshold: 15,
        }
      },
    },
  ],
})

const planningFacts = {
  project: fact.oneOf(
    [
      'regional_scheme',
      'town_plan',
      'development_zone',
      'listed_project',
      'urban_renewal',
      'voluntary',
      'other',
    ],
    'Projet : SCoT, PLU (élaboration ou révision), ZAC, opération de la liste, renouvellement urbain, concertation volontaire, autre',
    'Project: SCoT, PLU (drafting or revision), ZAC, listed operation, urban renewal, voluntary concertation, other',
  ),
  has_objectives_act: fact.yesNo(
    'Les objectifs et les modalités sont fixés par délibération (ou par le président là où le code le permet)',
    'The aims and means are fixed by deliberation (or by the president where the code allows it)',
  ),
  keeps_contributions: fact.yesNo(
    'Les contributions sont enregistrées et conservées',
    'Contributions are recorded and kept',
  ),
  has_report: fact.yesNo('Le bilan est arrêté', 'The report on the concertation is adopted'),
  is_joined_to_inquiry: fact.yesNo(
    'Le bilan est joint au dossier d’enquête, s’il y en a une',
    'The report is joined to the inquiry file, if there is one',
  ),
}

const planningRule = defineRule({
  id: 'PAR-15',
  theme: 'participation',
  title: { fr: 'Concertation d’urbanisme', en: 'Planning concertation' },
  anchor: 'launch',
  facts: planningFacts,
  versions: [
    {
      version: 'PAR-15a',
      statement: {
        fr: 'Avant 2016, la concertation porte sur le SCoT, le PLU, la ZAC et les opérations de la liste : le conseil en fixe objectifs et modalités, puis en tire le bilan.',
        en: 'Before 2016, concertation covers the SCoT, the PLU, the ZAC and listed operations: the council fixes its aims and means, then draws its conclusions.',
      },
      article: 'C. urb., art. L300-2',
      from: null,
      to: calendarDate('2015-12-31'),
      sources: ['URB', 'KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: {
        fr: 'La liste des projets d’avant 2016.',
        en: 'The list of projects before 2016.',
      },
      reviewedOn: firstReview,
      compute({ project, has_objectives_act, has_report }) {
        if (project === 'other' || project === 'voluntary') return { status: 'not_required' }
        return checklist([
          condition(
            'has_objectives_act',
            has_objectives_act,
            'une délibération sur les objectifs et les modalités',
            'a deliberation on aims and means',
          ),
          condition('has_report', has_report, 'un bilan', 'a report'),
        ])
      },
    },
    {
      version: 'PAR-15b',
      statement: {
        fr: 'La concertation d’urbanisme a trois pièces : une décision qui fixe objectifs et modalités, des contributions enregistrées et conservées, un bilan, joint au dossier d’enquête.',
        en: 'A planning concertation has three documents: a decision that fixes aims and means, contributions recorded and kept, a report, joined to the inquiry file.',
      },
      article: 'C. urb., art. L103-2 à L103-6',
      from: calendarDate('2016-01-01'),
      to: null,
      sources: ['URB'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute({ project, has_objectives_act, keeps_contributions, has_report, is_joined_to_inquiry }) {
        if (project === 'other') return { status: 'not_required' }
        return checklist([
          condition(
            'has_objectives_act',
            has_objectives_act,
            'une décision sur les objectifs et les modalités',
            'a decision on aims and means',
          ),
          condition(
            'keeps_contributions',
            keeps_contributions,
            'des contributions enregistrées et conservées',
            'contributions recorded and kept',
          ),
          condition('has_report', has_report, 'un bilan', 'a report'),
          condition(
            'is_joined_to_inquiry',
            is_joined_to_inquiry,
            'le bilan joint à l’enquête',
            'the report joined to the inquiry',
          ),
        ])
      },
    },
  ],
})

const environmentRule = defineRule({
  id: 'PAR-16',
  theme: 'participation',
  title: {
    fr: 'Concertation préalable du code de l’environnement',
    en: 'Prior concertation of the environment code',
  },
  anchor: 'launch',
  facts: {
    informed_on: fact.date('Jour où le public est informé', 'Day on which the public is informed'),
    opens_on: fact.date('Premier jour', 'First day'),
    closes_on: fact.date('Dernier jour', 'Last day'),
    report_on: optional(
      fact.date(
        'Jour où le bilan est publié ; omis, il ne l’est pas encore',
        'Day the report is published; left out, it is not yet',
      ),
    ),
  },
  contradiction: ({ opens_on, closes_on }) =>
    closes_on < opens_on ? { name: 'closes_on', expected: 'no earlier than opens_on' } : null,
  versions: [
    {
      version: 'PAR-16',
      statement: {
        fr: 'Une concertation préalable dure de quinze jours à trois mois ; le public en est informé quinze jours avant, et le bilan paraît dans les trois mois.',
        en: 'A prior concertation lasts from fifteen days to three months; the public is told fifteen days before, and the report is out within three months.',
      },
      article: 'C. env., art. L121-15-1 et suivants',
      from: calendarDate('2017-01-01'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Les délais et leur décompte.', en: 'The periods and how they are counted.' },
      reviewedOn: firstReview,
      compute({ informed_on, opens_on, closes_on, report_on }) {
        const reportBy = addMonths(closes_on, 3)
        const checked = checklist([
          condition(
            'is_announced',
            informed_on <= addDays(opens_on, -15),
            'une information quinze jours avant',
            'information fifteen days before',
          ),
          condition(
            'is_long_enough',
            daysBetween(opens_on, closes_on) >= 15,
            'quinze jours au moins',
            'fifteen days at least',
          ),
          condition(
            'is_short_enough',
            closes_on <= addMonths(opens_on, 3),
            'trois mois au plus',
            'three months at most',
          ),
          condition(
            'is_report_in_time',
            report_on === undefined || report_on <= reportBy,
            'un bilan dans les trois mois',
            'a report within three months',
          ),
        ])
        return {
          ...checked,
          value: reportBy,
          unit: 'date',
          steps: [
            ...checked.steps,
            step('report_by', reportBy, 'date', 'Bilan au plus tard', 'Report at the latest'),
          ],
        }
      },
    },
  ],
})

export const participationProcessRules: readonly AnyRule[] = [
  openProcessRule,
  internetRule,
  planningRule,
  environmentRule,
]
