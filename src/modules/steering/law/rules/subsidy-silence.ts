import { calendarDate } from '#kernel/calendar-date.ts'
import { suspendedPeriod } from '../calendars/silence.ts'
import { fact } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { defineRule, step } from '../rule.rules.ts'

export const silenceRule = defineRule({
  id: 'SUB-15',
  theme: 'subsidies',
  title: { fr: 'Silence sur une demande de subvention', en: 'Silence on a grant application' },
  anchor: 'request',
  facts: {
    received_on: fact.date('Jour de réception de la demande', 'Day on which the application was received'),
    suspensions: fact.list(
      {
        from: fact.date(
          'Jour où les pièces manquantes ont été demandées',
          'Day on which missing items were asked for',
        ),
        to: fact.date('Jour où elles ont été reçues', 'Day on which they were received'),
      },
      'Suspensions du délai, une liste vide si le dossier était complet',
      'Suspensions of the period, an empty list where the file was complete',
    ),
  },
  contradiction({ suspensions }) {
    const index = suspensions.findIndex(({ from, to }) => to < from)
    return index < 0 ? null : { name: `suspensions[${index}].to`, expected: 'no earlier than from' }
  },
  versions: [
    {
      version: 'SUB-15',
      statement: {
        fr: 'Deux mois sans réponse à une demande de subvention valent rejet. L’accusé de réception l’annonce avec les recours ; demander les pièces manquantes suspend le délai jusqu’à leur réception.',
        en: 'Two months without an answer to a grant application mean rejection. The acknowledgement says so with the remedies; asking for missing items suspends the period until they arrive.',
      },
      article: 'CRPA, art. L231-4 3°, L112-3, R112-5, L114-5',
      from: calendarDate('2015-11-12'),
      to: null,
      sources: ['CRPA'],
      confidence: 'sourced',
      toVerify: {
        fr: 'La date d’entrée en vigueur pour les collectivités (12 novembre 2015).',
        en: 'The date of entry into force for local authorities (12 November 2015).',
      },
      reviewedOn: firstReview,
      compute({ received_on, suspensions }) {
        const complete = suspendedPeriod(received_on, 2, [])
        const { last, suspendedDays } = suspendedPeriod(received_on, 2, suspensions)
        return {
          status: 'computed',
          value: last,
          unit: 'date',
          steps: [
            step('received_on', received_on, 'date', 'Demande reçue', 'Application received'),
            step(
              'two_months_on',
              complete.last,
              'date',
              'Deux mois de date à date',
              'Two months, from date to date',
            ),
            step('suspended_days', suspendedDays, 'days', 'Jours de suspension', 'Days of suspension'),
            step('rejected_on', last, 'date', 'Rejet implicite', 'Implicit rejection'),
          ],
        }
      },
    },
  ],
})
