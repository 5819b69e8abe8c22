import type { Database } from '#infra/database.ts'

/**
 * What a process is told by the modules that build on it. They import processes, so processes does not import them: the
 * application hands it this book.
 */
export interface ProcessBook {
  /** Proposals that the town accepted, in full or in part; null when the process asks for none. */
  keptProposals(db: Database, processId: string): Promise<number | null>
}
