import type { Context } from '#infra/context.ts'
import type { Settings } from '#infra/settings.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { migrationState, openPlace, openPreparedTown } from './open-place.ts'

/** Opens the town for one command and closes it afterwards. A town that an older version made is not changed by surprise. */
export async function withTown<Value>(
  settings: Settings,
  report: (step: string) => void,
  use: (context: Context) => Promise<Value>,
): Promise<Result<Value, readonly string[]>> {
  const place = await openPlace(settings)
  if (!place.ok) return place
  try {
    const { state, missing } = await migrationState(place.value.database)
    if (state === 'behind')
      return refuse([
        `The database is ${missing.length} migrations behind this version of the program (${missing[0]}…).`,
        'Make a backup with the version that it belongs to, then run: faire-commune migrate',
      ])
    const town = await openPreparedTown(place.value, report)
    return town.ok ? ok(await use(town.value.commandContext)) : town
  } finally {
    await place.value.close()
  }
}
