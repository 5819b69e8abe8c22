import type { NewFact } from '#modules/steering/evidence/evidence.public.ts'
import { maySpeakOfSaving, type Outcome } from './results.rules.ts'
import type { SharedService } from './shared-services.rules.ts'

type Fact = Omit<NewFact, 'measureId' | 'day'>

/**
 * What a reviewed year tells the ledger of a measure. A year that cost more is a cost at once; a saving is a gain only after two
 * yearly statements. The whole cost is an indicator: the gap already counts it, and a ledger adds costs up.
 */
export function factsOf(
  service: Pick<SharedService, 'id' | 'code' | 'title'>,
  { year, costCents, gapCents, quality, delayDays }: Outcome,
  statements: number,
): Fact[] {
  const source = (fact: string) => ({ kind: 'shared_service', id: service.id, fact: `${year} ${fact}` })
  const indicator = (name: string, quantity: number, unit: string): Fact => ({
    about: { kind: 'indicator', indicator: indicatorOf(name, service.code) },
    quantity,
    unit,
    source: source(name),
    document: documentOf(year),
  })
  const facts = [indicator('cout', costCents, 'cents')]
  if (quality.after !== null) facts.push(indicator('qualite', quality.after, 'points'))
  if (delayDays.after !== null) facts.push(indicator('delai', delayDays.after, 'days'))
  if (gapCents !== null && gapCents < 0)
    facts.push({
      about: { kind: 'cost', unplanned: `Surcoût du partage\u00a0: ${service.title}` },
      quantity: -gapCents,
      unit: 'cents',
      source: source('gap'),
      document: documentOf(year),
    })
  if (gapCents !== null && gapCents > 0 && maySpeakOfSaving(statements))
    facts.push({
      about: { kind: 'gain', unplanned: `Économie du partage\u00a0: ${service.title}` },
      quantity: gapCents,
      unit: 'cents',
      source: source('gap'),
      document: documentOf(year),
    })
  return facts
}

function documentOf(year: number): string {
  return `État annuel ${year}`
}

function indicatorOf(name: string, code: string): string {
  return `${name}_${code.replaceAll('-', '_')}`.slice(0, 60)
}
