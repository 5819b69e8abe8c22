import type { CalendarDate } from '#kernel/calendar-date.ts'

/** Supports that a proposal received on one day. */
export interface SupportDay {
  readonly number: number
  readonly title: string
  readonly processId: string
  readonly day: CalendarDate
  readonly supports: number
  /** Of people who did nothing else here: no other support, no comment, no proposal. */
  readonly onlyThis: number
  /** The most given by addresses of one mail domain, and that domain; null when all have an account. */
  readonly sameDomain: { readonly domain: string; readonly supports: number } | null
}

export interface Surge extends SupportDay {
  /** Median of the days with a support, over the proposals of the process. */
  readonly usual: number
}

/** A day is told from so many supports on, and from so many times the usual ones: fewer are a neighbour's good morning. */
export const leastSupports = 10
export const leastTimes = 5

/**
 * Days on which a proposal received far more supports than is usual in its process, the largest first. It says where to look,
 * nothing more: a school or a newspaper does the same in good faith.
 */
export function findSurges(days: readonly SupportDay[]): Surge[] {
  const byProcess = Map.groupBy(days, ({ processId }) => processId)
  return [...byProcess.values()]
    .flatMap((ofProcess) => {
      const usual = median(ofProcess.map(({ supports }) => supports))
      return ofProcess
        .filter(({ supports }) => supports >= leastSupports && supports >= leastTimes * usual)
        .map((day) => ({ ...day, usual }))
    })
    .sort((a, b) => b.supports - a.supports || b.number - a.number)
}

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
