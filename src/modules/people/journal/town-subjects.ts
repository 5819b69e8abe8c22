import { journalWords } from './journal.words.ts'
import type { JournalSubjects } from './show-entries.ts'

/** The town itself, which was named by an act of whoever holds the server. */
export const townSubjects: JournalSubjects = {
  kind: 'town',
  async find({ town, locale }, ids) {
    const nameAct = () => journalWords(locale)('act.name_town')
    return new Map(ids.map((id) => [id, { label: town.name, href: '/a-propos', nameAct }]))
  },
}
