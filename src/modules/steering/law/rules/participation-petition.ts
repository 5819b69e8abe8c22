import { type CalendarDate, calendarDate, partsOf } from '#kernel/calendar-date.ts'
import { type FactValues, fact, optional } from '../facts.rules.ts'
import { firstReview } from '../review.ts'
import { type Conclusion, defineRule, step } from '../rule.rules.ts'

const petitionFacts = {
  registered_voters: fact.positiveCount('people', 'Électeurs inscrits', 'Registered voters'),
  body: optional(
    fact.oneOf(
      ['municipality', 'other_authority'],
      'Commune (si omis) ou autre collectivité',
      'Municipality (when left out) or another authority',
    ),
  ),
  signatures: optional(
    fact.count(
      'people',
      'Signatures d’électeurs inscrits ; omises, seul le seuil est donné',
      'Signatures of registered voters; left out, only the threshold is given',
    ),
  ),
  signed_on: optional(fact.date('Jour d’une signature à contrôler', 'Day of a signature to check')),
  previous_signature_on: optional(
    fact.date(
      'Jour où cet électeur a signé une autre pétition de la même collectivité',
      'Day this voter signed another petition of the same authority',
    ),
  ),
}
type Petition = FactValues<typeof petitionFacts>

interface PetitionTerms {
  /** One registered voter in so many. */
  readonly oneIn: Readonly<Record<'municipality' | 'other_authority', number>>
  /** The period in which a voter signs once. */
  readonly periodOf: (day: CalendarDate) => string
}

function petition({ oneIn, periodOf }: PetitionTerms) {
  return (given: Petition): Conclusion => {
    const needed = Math.ceil(given.registered_voters / oneIn[given.body ?? 'municipality'])
    const { signatures, signed_on, previous_signature_on } = given
    const isVoid =
      signed_on !== undefined &&
      previous_signature_on !== undefined &&
      periodOf(signed_on) === periodOf(previous_signature_on)
    const isMet = signatures !== undefined && signatures >= needed
    return {
      status: statusOf(isVoid, isMet, signatures),
      value: needed,
      unit: 'people',
      threshold: needed,
      ...(isVoid ? { cure: setSecondAside } : {}),
      steps: [
        step('signatures_needed', needed, 'people', 'Signatures nécessaires', 'Signatures needed'),
        step(
          'is_second_signature_void',
          isVoid,
          null,
          'Seconde signature de la même période, sans effet',
          'Second signature of the same period, void',
        ),
        step(
          'must_inform_council',
          isMet,
          null,
          'Le maire en informe le prochain conseil, qui reste libre de refuser',
          'The mayor informs the next council meeting, which remains free to refuse',
        ),
      ],
    }
  }
}

function statusOf(isVoid: boolean, isMet: boolean, signatures: number | undefined): Conclusion['status'] {
  if (isVoid) return 'warning'
  if (signatures === undefined) return 'computed'
  return isMet ? 'required' : 'not_required'
}

const setSecondAside = {
  fr: 'Écarter la seconde signature et compter à nouveau.',
  en: 'Set the second signature aside and count again.',
}

function quarterOf(day: CalendarDate): string {
  const { year, month } = partsOf(day)
  return `${year}-${Math.ceil(month / 3)}`
}

export const petitionRule = defineRule({
  id: 'PAR-11',
  theme: 'participation',
  title: { fr: 'Pétition pour une consultation', en: 'Petition for a consultation' },
  anchor: 'request',
  facts: petitionFacts,
  contradiction: ({ registered_voters, signatures }) =>
    signatures !== undefined && signatures > registered_voters
      ? { name: 'signatures', expected: 'no more than registered_voters' }
      : null,
  versions: [
    {
      version: 'PAR-11a',
      statement: {
        fr: 'Un cinquième des électeurs de la commune peut demander une consultation ; chacun signe une fois par an. Le conseil décide.',
        en: 'One fifth of the town’s voters may ask for a consultation; each signs once a year. The council decides.',
      },
      article: 'CGCT, art. L1112-16 (loi 2004-809)',
      from: calendarDate('2005-01-01'),
      to: calendarDate('2022-02-22'),
      sources: ['AELO', 'DOC-1112-16'],
      confidence: 'sourced',
      toVerify: {
        fr: 'Le dixième des électeurs hors des communes.',
        en: 'The tenth of the voters outside municipalities.',
      },
      reviewedOn: firstReview,
      compute: petition({
        oneIn: { municipality: 5, other_authority: 10 },
        periodOf: (day) => day.slice(0, 4),
      }),
    },
    {
      version: 'PAR-11b',
      statement: {
        fr: 'Un dixième des électeurs de la commune (un vingtième ailleurs) peut demander une consultation ou un débat ; chacun signe une fois par trimestre. Le maire en informe le prochain conseil, qui décide librement.',
        en: 'One tenth of the town’s voters (one twentieth elsewhere) may ask for a consultation or a debate; each signs once a quarter. The mayor informs the next council meeting, which decides freely.',
      },
      article: 'CGCT, art. L1112-16 (loi 2022-217, art. 14)',
      from: calendarDate('2022-02-23'),
      to: null,
      sources: ['DOC-1112-16'],
      confidence: 'sourced',
      reviewedOn: firstReview,
      compute: petition({ oneIn: { municipality: 10, other_authority: 20 }, periodOf: quarterOf }),
    },
  ],
})
