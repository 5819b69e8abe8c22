import { type Envelope, sumOf } from './calls.rules.ts'
import { compareFractions, type Fraction, type RankedApplication } from './ranking.rules.ts'

export const methods = ['strict', 'skip_and_fill', 'best_sum', 'proportional', 'by_hand'] as const
export type Method = (typeof methods)[number]

/** What a scenario gives to one application, all envelopes together. */
export interface Award {
  readonly applicationId: string
  readonly cents: number
}

export interface ScenarioLine extends Award {
  readonly envelope: number
}

/** Files at or above the floor, in hundredths of a mark out of ten; one that nobody reviewed is not. */
export function aboveFloor(
  ranking: readonly RankedApplication[],
  floorHundredths: number | null,
): RankedApplication[] {
  const floor: Fraction = { top: BigInt(floorHundredths ?? 0), bottom: 100n }
  return ranking.filter(({ mean }) => mean !== null && compareFractions(mean, floor) >= 0)
}

/** In the order of the ranking, whole requests, until the first that no longer fits: nobody passes before a better file. */
export function strictRanking(ranking: readonly RankedApplication[], cents: number): Award[] {
  const awards: Award[] = []
  let left = cents
  for (const { id, requestedCents } of ranking) {
    if (requestedCents > left) break
    awards.push({ applicationId: id, cents: requestedCents })
    left -= requestedCents
  }
  return awards
}

/** In the order of the ranking, whole requests; one that does not fit is skipped, and what is left goes to the next that does. */
export function skipAndFill(ranking: readonly RankedApplication[], cents: number): Award[] {
  const awards: Award[] = []
  let left = cents
  for (const { id, requestedCents } of ranking) {
    if (requestedCents > left) continue
    awards.push({ applicationId: id, cents: requestedCents })
    left -= requestedCents
  }
  return awards
}

const euro = 100

/** The same share of each request, in whole euros, so that every file gets something; all of it where the money suffices. */
export function proportional(ranking: readonly RankedApplication[], cents: number): Award[] {
  const asked = sumOf(ranking.map(({ requestedCents }) => requestedCents))
  if (asked <= cents)
    return ranking.map(({ id, requestedCents }) => ({ applicationId: id, cents: requestedCents }))
  return ranking.flatMap(({ id, requestedCents }) => {
    const share = Math.floor((requestedCents * cents) / asked / euro) * euro
    return share > 0 ? [{ applicationId: id, cents: share }] : []
  })
}

/**
 * Takes each award from the envelopes in their order: one that a first envelope cannot pay whole is paid by two. Null when the
 * envelopes together do not suffice.
 */
export function drawFromEnvelopes(
  awards: readonly Award[],
  envelopes: readonly Envelope[],
): ScenarioLine[] | null {
  const left = envelopes.map(({ number, cents }) => ({ number, cents }))
  const lines: ScenarioLine[] = []
  for (const award of awards) {
    let owed = award.cents
    for (const envelope of left) {
      const taken = Math.min(owed, envelope.cents)
      if (taken <= 0) continue
      lines.push({ applicationId: award.applicationId, envelope: envelope.number, cents: taken })
      envelope.cents -= taken
      owed -= taken
    }
    if (owed > 0) return null
  }
  return lines
}
