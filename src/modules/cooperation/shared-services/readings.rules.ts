import type { ServiceLevel } from './shared-services.rules.ts'

/** What was measured of a service level in a year. */
export interface ReadingDraft {
  readonly levelId: string
  readonly measured: number
  readonly source: string
}

export interface Reading extends ReadingDraft {
  readonly year: number
  readonly recordedByName: string
}

/** Whether what was measured is what was promised. */
export function isKept({ comparison, target }: ServiceLevel, measured: number): boolean {
  return comparison === 'at_least' ? measured >= target : measured <= target
}

/** The years that were measured, the newest first. */
export function readYears(readings: readonly Reading[]): number[] {
  return [...new Set(readings.map(({ year }) => year))].sort((a, b) => b - a)
}
