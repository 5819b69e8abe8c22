import { type JournalCheck, verifyJournal } from '#modules/people/journal/journal.public.ts'
import type { ExitCode, TownCommand } from './command.ts'

export const journalVerifyCommand: TownCommand = {
  name: 'journal verify',
  needs: 'town',
  summary: 'reads the whole journal of official acts again and checks its chain',
  help: `faire-commune journal verify [--world NAME]

Checks that each entry of the journal follows the one before and is what its hash says, and that each official act is
still what its entry says. Prints how many entries there are and the hash of the last one: kept elsewhere, it proves later
that nothing before it was rewritten. Exit code 1 when something was.`,
  async run(_args, terminal, { db }): Promise<ExitCode> {
    const check = await verifyJournal(db)
    if (check.whole) {
      terminal.out(`whole: ${check.entries} entries, head ${check.head}`)
      return 0
    }
    terminal.err(`entry ${check.seq}: ${explain(check)}`)
    return 1
  },
}

export function explain(check: Extract<JournalCheck, { whole: false }>): string {
  const sentences = {
    gap: 'an entry is missing here',
    previous_hash: 'it does not follow the entry before',
    content: 'its text is not the one that was hashed',
    head: 'the journal does not end with the entry that was written last',
    act_altered: 'its official act was altered afterwards, or removed',
  }
  return `${sentences[check.reason]}. Compare with the latest backup (faire-commune restore, into another folder).`
}
