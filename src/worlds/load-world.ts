import type { Context } from '#infra/context.ts'
import { decisionsFile } from '../../db/worlds/world-files.ts'
import { loadAccounts } from './load-accounts.ts'
import { dayOfProposals, loadMeasures } from './load-measures.ts'
import { type DemoWorld, listMeasureFiles, readWorld, readWorldFile } from './read-world.ts'

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
  const proposedOn = dayOfProposals(decisions, context.clock.today())
  report(`${world.accounts.length} comptes / accounts`)
  const people = await loadAccounts(context, world.accounts, `${proposedOn.slice(0, 4)}-01-01`)
  report('mesures / measures')
  await loadMeasures(
    { ...context, actor: people.holding('director_general') },
    listMeasureFiles(name),
    proposedOn,
  )
}
