import { migrate } from '#infra/migrate.ts'
import type { ExitCode, PlaceCommand } from './command.ts'

export const migrateCommand: PlaceCommand = {
  name: 'migrate',
  needs: 'place',
  summary: 'brings the database up to this version of the program',
  help: `faire-commune migrate [--world NAME]

Runs the migrations that the database has not seen yet, each in a transaction. The town must be stopped when its database
is embedded; make a backup first. "start" does the same by itself.`,
  async run(_args, terminal, settings): Promise<ExitCode> {
    const { openPlace } = await import('../open-place.ts')
    const place = await openPlace(settings)
    if (!place.ok) {
      for (const sentence of place.refusal) terminal.err(sentence)
      return 1
    }
    try {
      const ran = await migrate(place.value.database)
      terminal.out(ran.length > 0 ? ran.join('\n') : 'up to date: nothing to run')
      return 0
    } catch (error) {
      terminal.err(error instanceof Error ? error.message : String(error))
      return 1
    } finally {
      await place.value.close()
    }
  },
}
