export const journalPaths = {
  /** Entries before a number, newest first; the newest of all when it is left out. */
  list: (before?: number | null) => (before ? `/journal?avant=${before}` : '/journal'),
  /** Entries after a number, oldest first, for whoever verifies the chain. */
  chain: (after?: number) => (after ? `/api/v1/journal?apres=${after}` : '/api/v1/journal'),
}
