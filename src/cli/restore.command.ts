import path from 'node:path'
import { type RestoreRefusal, restoreBackup } from '#infra/backup.ts'
import type { Settings } from '#infra/settings.ts'
import { endDemo } from '#infra/town.queries.ts'
import { type OpenPlace, openPlace } from '../open-place.ts'
import type { ExitCode, PlaceCommand, Terminal } from './command.ts'

export const restoreCommand: PlaceCommand = {
  name: 'restore',
  needs: 'place',
  summary: 'puts a backup back into an empty place',
  help: `faire-commune restore FILE [--world NAME]

Puts the backup into the database that the settings name, which must hold no town yet: a new FAIRE_COMMUNE_DATA folder,
or an empty database in DATABASE_URL. All or nothing; the number of rows of each table and the head of the journal are
compared with the file's. A demo world restored on a server stops being one: its known accounts open no door there.

  FAIRE_COMMUNE_DATA=/srv/town faire-commune restore town-2026-11-23.gz --world empty`,
  async run(args, terminal, settings): Promise<ExitCode> {
    const [file] = args
    if (!file || args.length > 1) {
      terminal.err('restore needs the name of one file')
      return 2
    }
    const place = await openPlace(settings)
    if (!place.ok) {
      for (const sentence of place.refusal) terminal.err(sentence)
      return 1
    }
    try {
      return await restoreInto(place.value, path.resolve(terminal.cwd, file), terminal, settings)
    } finally {
      await place.value.close()
    }
  },
}

async function restoreInto(
  { database }: OpenPlace,
  file: string,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const restored = await restoreBackup(database, file)
  if (!restored.ok) {
    terminal.err(`${file}: ${explain(restored.refusal, settings)}`)
    return restored.refusal.code === 'not_empty' ? 1 : 2
  }
  if (database.kind === 'server' && (await endDemo(database.db)))
    terminal.out('This was a demo world; on a server it is not one any more.')
  const { tables, journal_head } = restored.value
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
  terminal.out(`${rows} rows, journal head ${journal_head.entry_hash}`)
  return 0
}

function explain(refusal: RestoreRefusal, settings: Settings): string {
  if (refusal.code === 'not_empty')
    return `${settings.databaseUrl ? 'this database' : settings.folder} holds a town already: restore into an empty place`
  if (refusal.code === 'other_version')
    return `made by a version of the program that has the migration ${refusal.detail}: use that version or a later one`
  return `not a whole backup: ${refusal.detail}. Take another copy of the file.`
}
