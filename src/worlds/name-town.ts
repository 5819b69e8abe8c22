import type { Context } from '#infra/context.ts'
import { saveTown } from '#infra/town.queries.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Town } from '#kernel/town.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'

/** Says which town this site serves, by an act of whoever holds the server. */
export async function nameTown(context: Context, town: Town): Promise<Result<Town, 'demo_world'>> {
  if (context.town.isDemo) return refuse('demo_world')
  const act = {
    act: 'name_town',
    subjectKind: 'town',
    subjectId: town.siren,
    subjectLabel: town.name,
    role: 'server',
  }
  return performAct(context, act, async (tx) => {
    await saveTown(tx, town)
    return ok(town)
  })
}
