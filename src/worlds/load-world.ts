import type { Context } from '#infra/context.ts'
import { decisionsFile } from '../../db/worlds/world-files.ts'
import { loadAccounts } from './load-accounts.ts'
import { type DemoWorld, readWorld, readWorldFile } from './read-world.ts'

/**
 * Fills a town that has just been opened with the people and the work of a demo world, through the same acts as people
 * perform: whatever a rule forbids in the pages, a world cannot hold. `report` is told each step.
 */
export async function loadWorld(
  context: Context,
  name: DemoWorld,
  report: (step: string) => void,
): Promise<void> {
  const world = readWorld(name)
  const decisions = readWorldFile(name, 'decisions.json', decisionsFile) ?? []
  const firstYear = decisions.map((decision) => decision.on.slice(0, 4)).sort()[0] ?? '2026'
  report(`${world.accounts.length} comptes / accounts`)
  await loadAccounts(context, world.accounts, `${firstYear}-01-01`)
}
