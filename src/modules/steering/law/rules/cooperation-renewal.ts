import { addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type AnyRule, type Conclusion, defineRule, step } from '../rule.rules.ts'

const population = fact.count('people', 'Population', 'Population')

const schemeYears = { first: calendarDate('2010-12-18'), last: calendarDate('2019-12-28') }

function poolingScheme(status: 'required' | 'not_required') {
  return (): Conclusion => ({
    status,
    steps: [
      step(
        'is_due',
        status === 'required',
        null,
        'Un rapport ou schéma après chaque renouvellement',
        'A report or scheme after each renewal',
      ),
    ],
  })
}

const poolingRule = defineRule({
  id: 'INT-16',
  theme: 'cooperation',
  title: { fr: 'Schéma de mutualisation', en: 'Pooling scheme' },
  anchor: 'renewal',
  facts: {},
  versions: [
    {
      version: 'INT-16a',
      statement: {
        fr: 'Après chaque renouvellement, l’intercommunalité établit un rapport et un schéma de mutualisation ; les premiers étaient dus en 2015.',
        en: 'After each renewal, the grouping draws up a report and a scheme of pooling; the first were due in 2015.',
      },
      article: 'CGCT, art. L5211-39-1 (loi 2010-1563)',
      from: schemeYears.first,
      to: schemeYears.last,
      sources: ['LEGI'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le jour de début de l’obligation.', en: 'The first day of the duty.' },
      reviewedOn: firstReview,
      compute: poolingScheme('required'),
    },
    {
      version: 'INT-16b',
      statement: {
        fr: 'Le rapport et le schéma de mutualisation sont facultatifs.',
        en: 'The report and the scheme of pooling are optional.',
      },
      article: 'CGCT, art. L5211-39-1 (loi 2019-1461)',
      from: calendarDate('2019-12-29'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le caractère facultatif.', en: 'That it is optional.' },
      reviewedOn: firstReview,
      compute: poolingScheme('not_required'),
    },
  ],
})

const pactFacts = {
  renewal_on: fact.date(
    'Jour du renouvellement général (dernier tour dans l’intercommunalité), de la fusion ou de la scission',
    'Day of the general renewal (last round in the grouping), of the merger or of the split',
  ),
  sent_on: optional(
    fact.date(
      'Jour d’envoi du projet aux communes ; omis, il n’est pas envoyé',
      'Day the draft was sent to the towns; left out, it was not',
    ),
  ),
  all_answered_on: optional(
    fact.date(
      'Jour où tous les conseils ont répondu ; omis, ils ne l’ont pas tous fait',
      'Day on which every council has answered; left out, not all have',
    ),
  ),
}

/** The day on which the towns' opinions are in: the end of the two months, or before if every council has answered. */
function opinionsOn(sent: CalendarDate, answered: CalendarDate | undefined): CalendarDate {
  const end = addMonths(sent, 2)
  return answered !== undefined && answered < end ? answered : end
}

function isLate({ sent_on, all_answered_on }: FactValues<typeof pactFacts>, adoptBy: CalendarDate): boolean {
  if (sent_on === undefined || addMonths(sent_on, 2) <= adoptBy) return false
  return opinionsOn(sent_on, all_answered_on) >= adoptBy
}

const pactRule = defineRule({
  id: 'INT-20',
  theme: 'cooperation',
  title: { fr: 'Pacte de gouvernance', en: 'Governance pact' },
  anchor: 'renewal',
  facts: pactFacts,
  contradiction: ({ sent_on, all_answered_on }) =>
    all_answered_on !== undefined && (sent_on === undefined || all_answered_on < sent_on)
      ? { name: 'all_answered_on', expected: 'no earlier than sent_on' }
      : null,
  versions: [
    {
      version: 'INT-20',
      statement: {
        fr: 'Après chaque renouvellement, fusion ou scission, l’intercommunalité débat d’un pacte de gouvernance. Si elle le décide, elle l’adopte dans les neuf mois, après l’avis simple des communes, donné dans les deux mois ; leur silence ne bloque pas.',
        en: 'After each renewal, merger or split, the grouping debates a governance pact. If it decides on one, it adopts it within nine months, after the towns’ simple opinion, given within two months; their silence does not block.',
      },
      article: 'CGCT, art. L5211-11-2',
      from: calendarDate('2019-12-28'),
      to: null,
      sources: ['NOS-33967', 'GAZ-P', 'SEB'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute(given) {
        const adoptBy = addMonths(given.renewal_on, 9)
        const sendBy = addMonths(adoptBy, -2)
        const late = isLate(given, adoptBy)
        const opinions = given.sent_on ? addMonths(given.sent_on, 2) : null
        return {
          status: late ? 'warning' : 'computed',
          value: { adopt_by: adoptBy, send_by: sendBy },
          unit: 'date',
          ...(late ? { cure: answersInTime } : {}),
          steps: [
            step('adopt_by', adoptBy, 'date', 'Adoption au plus tard', 'Adoption at the latest'),
            step(
              'send_by',
              sendBy,
              'date',
              'Envoi aux communes au plus tard',
              'Sending to the towns at the latest',
            ),
            step(
              'opinions_end_on',
              opinions,
              'date',
              'Fin du délai d’avis',
              'End of the period for opinions',
            ),
            step(
              'is_late',
              late,
              null,
              'Le délai d’avis dépasse le jour d’adoption',
              'The period for opinions passes the day of adoption',
            ),
          ],
        }
      },
    },
  ],
})

const answersInTime = {
  fr: 'Obtenir la réponse de chaque conseil municipal avant le dernier jour d’adoption.',
  en: 'Obtain the answer of every municipal council before the last day of adoption.',
}

function developmentCouncil(above: number) {
  return ({ population }: { readonly population: number }): Conclusion => ({
    status: population > above ? 'required' : 'not_required',
    value: population,
    unit: 'people',
    threshold: above,
    steps: [step('threshold', above, 'people', 'Obligatoire au-dessus de', 'Compulsory above')],
  })
}

const developmentRule = defineRule({
  id: 'INT-21',
  theme: 'cooperation',
  title: { fr: 'Conseil de développement', en: 'Development council' },
  anchor: 'reference_day',
  facts: { population },
  versions: [
    {
      version: 'INT-21a',
      statement: {
        fr: 'Une intercommunalité de plus de 20 000 habitants a un conseil de développement.',
        en: 'A grouping of more than 20,000 inhabitants has a development council.',
      },
      article: 'CGCT, art. L5211-10-1 (loi 2015-991)',
      from: calendarDate('2015-08-09'),
      to: calendarDate('2019-12-28'),
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le seuil et ses dates.', en: 'The threshold and its dates.' },
      reviewedOn: firstReview,
      compute: developmentCouncil(20_000),
    },
    {
      version: 'INT-21b',
      statement: {
        fr: 'Le conseil de développement est obligatoire au-dessus de 50 000 habitants, facultatif en dessous.',
        en: 'The development council is compulsory above 50,000 inhabitants, optional below.',
      },
      article: 'CGCT, art. L5211-10-1 (loi 2019-1461)',
      from: calendarDate('2019-12-29'),
      to: null,
      sources: ['KNOWLEDGE'],
      confidence: 'to_verify',
      toVerify: { fr: 'Le seuil et ses dates.', en: 'The threshold and its dates.' },
      reviewedOn: firstReview,
      compute: developmentCouncil(50_000),
    },
  ],
})

export const cooperationRenewalRules: readonly AnyRule[] = [poolingRule, pactRule, developmentRule]
