import { type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'
import { askingKinds, type Phase, type PhaseKind } from './processes.rules.ts'

export const mostPhases = 12

export type CalendarFault =
  | 'phase_order'
  | 'phases_overlap'
  | 'vote_before_proposals_end'
  | 'decision_before_the_end'
  | 'too_many_phases'

type Dates = Pick<Phase, 'kind' | 'startsOn' | 'endsOn'>

/** Kinds of which only one phase runs at a time: two sets of proposals, or two votes, would leave people unsure of which. */
const aloneKinds: readonly PhaseKind[] = ['proposals', 'assessment', 'vote', 'decision']

/**
 * What cannot be announced to people: a phase that ends before it starts, two phases of the same kind at once, a vote
 * that starts while proposals still come in, a decision taken before people have finished. Null when the calendar holds.
 * `at` is the place of the phase to mend.
 */
export function calendarFault(
  phases: readonly Dates[],
): { readonly code: CalendarFault; readonly at: number } | null {
  if (phases.length > mostPhases) return { code: 'too_many_phases', at: mostPhases }
  for (const [at, phase] of phases.entries()) {
    const code = faultBetween(phase, phases.toSpliced(at, 1))
    if (code) return { code, at }
  }
  return null
}

function faultBetween(phase: Dates, others: readonly Dates[]): CalendarFault | null {
  if (phase.endsOn < phase.startsOn) return 'phase_order'
  const isAlone = aloneKinds.includes(phase.kind)
  if (isAlone && others.some((other) => other.kind === phase.kind && overlaps(phase, other)))
    return 'phases_overlap'
  if (
    phase.kind === 'vote' &&
    others.some(({ kind, endsOn }) => kind === 'proposals' && endsOn >= phase.startsOn)
  )
    return 'vote_before_proposals_end'
  if (
    phase.kind === 'decision' &&
    others.some(({ kind, endsOn }) => isAsking(kind) && endsOn >= phase.startsOn)
  )
    return 'decision_before_the_end'
  return null
}

function overlaps(a: Dates, b: Dates): boolean {
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn
}

export function isAsking(kind: PhaseKind): boolean {
  return askingKinds.includes(kind)
}

/** Days, first and last included, of the longest phase in which people may propose, vote or come; 0 when there is none. */
export function longestAsking_days(phases: readonly Dates[]): number {
  return phases
    .filter(({ kind }) => isAsking(kind))
    .reduce((most, { startsOn, endsOn }) => Math.max(most, daysBetween(startsOn, endsOn) + 1), 0)
}

/** The phases that run on a day: those in which people are asked something come first. */
export function runningOn<Running extends Dates>(phases: readonly Running[], on: CalendarDate): Running[] {
  const running = phases.filter(({ startsOn, endsOn }) => startsOn <= on && on <= endsOn)
  return [...running.filter(({ kind }) => isAsking(kind)), ...running.filter(({ kind }) => !isAsking(kind))]
}

/** The first phase that starts after a day; null when none does. */
export function nextAfter<Coming extends Dates>(phases: readonly Coming[], on: CalendarDate): Coming | null {
  return (
    phases
      .filter(({ startsOn }) => startsOn > on)
      .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0] ?? null
  )
}
