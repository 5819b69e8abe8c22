import path from 'node:path'
import { writeBackup } from '#infra/backup.ts'
import type { ExitCode, TownCommand } from './command.ts'

export const backupCommand: TownCommand = {
  name: 'backup',
  needs: 'town',
  summary: 'writes the whole town to one file while it is in use',
  help: `faire-commune backup FILE [--world NAME]

Writes everything that the database holds, as it is at one instant, to FILE (gzip). The town may be in use. The file
holds personal data and sessions: only its owner may read it, keep it so. "restore" puts it back, on either kind of
database.

  faire-commune backup /srv/backups/town-2026-11-23.gz`,
  async run(args, terminal, { db, clock }): Promise<ExitCode> {
    const [file] = args
    if (!file || args.length > 1) {
      terminal.err('backup needs the name of one file')
      return 2
    }
    const place = path.resolve(terminal.cwd, file)
    try {
      const written = await writeBackup(db, place, clock.now())
      const rows = Object.values(written.tables).reduce((sum, count) => sum + count, 0)
      terminal.out(`${place}: ${rows} rows, journal head ${written.journal_head.entry_hash}`)
      return 0
    } catch (error) {
      terminal.err(`${place}: ${error instanceof Error ? error.message : error}`)
      return 1
    }
  },
}
