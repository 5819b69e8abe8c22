import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'

/** What became of the proposals of a process. */
export interface ProposalCounts {
  readonly proposals: number
  /** Answers that the town still owes, and those of them whose day has passed. */
  readonly awaited: number
  readonly late: number
}

/**
 * What a process is told by the modules that build on it. They import processes, so processes does not import them: the
 * application hands it this book.
 */
export interface ProcessBook {
  /** Proposals that the town accepted, in full or in part; null when the process asks for none. */
  keptProposals(db: Database, processId: string): Promise<number | null>
  countProposals(db: Database, processId: string, today: CalendarDate): Promise<ProposalCounts>
  /** Where the proposals of the process of that name are read, and where one is written. */
  readonly proposalsPath: (slug: string) => string
  readonly newProposalPath: (slug: string) => string
}
