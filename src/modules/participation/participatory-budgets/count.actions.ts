import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countParticipation } from '#modules/participation/processes/processes.public.ts'
import { performAct, recordAct } from '#modules/people/journal/journal.public.ts'
import { lockMixing, lockVote, mixBallots } from './ballots.queries.ts'
import { canSeeEdition, roleForClosing } from './budgets.permissions.ts'
import { countBallotFile } from './count-ballots.ts'
import { type AreaCount, tieRuleOf } from './counting.rules.ts'
import { subjectOf } from './editions.actions.ts'
import { findEdition, findSeed, lockEdition, updateStatus } from './editions.queries.ts'
import { type Edition, type Offer, stageOf } from './editions.rules.ts'
import { countByChannel, countOpenBatches, forgetBatches } from './paper.queries.ts'
import { makePbFile, type PbFile } from './pb-file.ts'
import { offerOf } from './projects.queries.ts'
import { insertCount } from './results.queries.ts'

export type CountRefusal = 'not_found' | 'vote_not_over' | 'batch_open' | 'counted_already'

type Outcome<Value> = Promise<Result<Value, CountRefusal>>

/** Closes the vote, seals its ballots and counts them: two official acts. Called again after an accident, it goes on. */
export async function closeAndCount(context: Context, code: string): Outcome<null> {
  const edition = await findEdition(context.db, code)
  if (!edition || !canSeeEdition(context.actor, edition.status)) return refuse('not_found')
  const role = roleForClosing(context.actor, edition.status)
  if (role === null) return edition.status === 'counted' ? refuse('counted_already') : refuse('not_found')
  if (edition.status === 'open') {
    if (stageOf(edition, context.clock.today()) !== 'ended') return refuse('vote_not_over')
    const sealed = await sealVote(context, edition, role)
    if (!sealed.ok) return sealed
  }
  return countVote(context, code, role)
}

/**
 * Seals the set of ballots: no vote is under way, all rows are mixed once more, which batch a person voted in is forgotten, and the
 * hash of each list of ballots is in the journal.
 */
export async function sealVote(context: Context, edition: Edition, role: string): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    await lockVote(tx, edition.id)
    const locked = await lockEdition(tx, edition.code)
    if (locked?.status !== 'open') return refuse('counted_already')
    if ((await countOpenBatches(tx, edition.id)) > 0) return refuse('batch_open')
    await tellWhoTookPart(tx, locked)
    await forgetBatches(tx, edition.id)
    await lockMixing(tx, edition.id)
    const ballots = await mixBallots(tx, edition.id, true)
    const files = await makeFiles({ ...context, db: tx }, await offerOf(tx, locked))
    await updateStatus(tx, edition.id, 'sealed')
    const hashes = files.map((file) => [`sha256_${file.area.number}`, file.sha256] as const)
    await recordAct(
      { ...context, db: tx },
      { act: 'seal', ...subjectOf(edition), role, details: { ballots, ...Object.fromEntries(hashes) } },
    )
    return ok(null)
  })
}

/** The process whose vote it is hears how many took part, by channel: totals, never a person. */
async function tellWhoTookPart(tx: Database, edition: Edition): Promise<void> {
  if (edition.processId === null) return
  const voters = await countByChannel(tx, edition.id)
  for (const channel of ['online', 'paper'] as const)
    if (voters[channel] > 0)
      await countParticipation(tx, {
        processId: edition.processId,
        day: edition.closesOn,
        channel,
        people: voters[channel],
        source: { kind: 'budget_edition', id: `${edition.id}:${channel}` },
      })
}

async function makeFiles({ db, town }: Pick<Context, 'db' | 'town'>, offer: Offer): Promise<PbFile[]> {
  const files: PbFile[] = []
  for (const area of offer.areas) files.push(await makePbFile(db, offer, area, town.name))
  return files
}

/** Counts sealed ballots by the rule chosen beforehand; the result is stored once. */
export async function countVote(context: Context, code: string, role: string): Outcome<null> {
  const edition = assertDefined(await findEdition(context.db, code), 'a sealed edition stays')
  const offer = await offerOf(context.db, edition)
  const ties = tieRuleOf(edition, await findSeed(context.db, edition.id))
  const counts: (AreaCount & { readonly area: number; readonly fileSha256: string })[] = []
  for (const { area, bytes, sha256 } of await makeFiles(context, offer)) {
    const counted = await countBallotFile({ file: bytes, rule: edition.countingRule, ties })
    counts.push({ ...counted, area: area.number, fileSha256: sha256 })
  }
  const winners = counts.flatMap(({ projects }) => projects.filter(({ rank }) => rank !== null)).length
  const details = { rule: edition.countingRule, winners }
  return performAct(context, { act: 'count', ...subjectOf(edition), role, details }, async (tx) => {
    const locked = await lockEdition(tx, code)
    if (locked?.status !== 'sealed') return refuse('counted_already')
    for (const count of counts) await insertCount(tx, edition.id, count, offer.projects)
    await updateStatus(tx, edition.id, 'counted')
    return ok(null)
  })
}
