import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok } from '#kernel/result.ts'
import { insertBallots, insertMarks } from './ballots.queries.ts'
import { findEdition } from './editions.queries.ts'
import { findProjectOf } from './follow-up.actions.ts'
import { listSteps } from './follow-up.queries.ts'
import { listProjects } from './projects.queries.ts'
import { listResults } from './results.queries.ts'
import { openVotingKeys } from './voting-keys.ts'

/** A ballot of a demo world, where nobody is real. */
export interface LivedBallot {
  /** Any text that names the voter. */
  readonly name: string
  /** Hexadecimal, as the hash of a receipt. */
  readonly receipt: string
  readonly day: CalendarDate
  readonly projects: readonly number[]
  readonly points: readonly number[] | null
}

/** Writes the votes of a demo world into an open edition, all at once. */
export async function writeLivedVote(
  context: Context,
  code: string,
  ballots: readonly LivedBallot[],
): Promise<void> {
  const edition = assertDefined(await findEdition(context.db, code), `${code} is an edition`)
  const keys = await openVotingKeys(context)
  const marks = ballots.map(({ name, day }) => ({ personKey: keys.ofDocument(edition.id, name), day }))
  await inTransaction<null, never>(context.db, async (tx) => {
    await insertMarks(tx, edition.id, marks)
    await insertBallots(
      tx,
      edition.id,
      ballots.map(({ receipt, projects, points }) => ({ receipt, area: 1, choices: { projects, points } })),
    )
    return ok(null)
  })
}

/** Numbers of the projects that the vote selected, in their order. */
export async function listWinners({ db }: Pick<Context, 'db'>, code: string): Promise<number[]> {
  const edition = assertDefined(await findEdition(db, code), `${code} is an edition`)
  const numbers = new Map((await listProjects(db, edition.id)).map((project) => [project.id, project.number]))
  const results = await listResults(db, edition.id)
  return results.filter(({ rank }) => rank !== null).map(({ projectId }) => numbers.get(projectId) ?? 0)
}

/** The step that delivers an accepted project. */
export async function findDelivery(
  context: Pick<Context, 'db' | 'actor'>,
  code: string,
  number: number,
): Promise<string | null> {
  const found = await findProjectOf(context, code, number)
  const steps = found ? await listSteps(context.db, found.project.id) : []
  return steps.find((step) => step.isDelivery)?.id ?? null
}
