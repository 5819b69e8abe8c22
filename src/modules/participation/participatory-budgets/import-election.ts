import { createHash } from 'node:crypto'
import { compareIds, countRules, type Election, type VoteType } from '@faire-commune/participatory-budget'
import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { insertBallots, type StoredBallot } from './ballots.queries.ts'
import { countVote, sealVote } from './count.actions.ts'
import { codeOf, subjectOf } from './editions.actions.ts'
import { type EditionDraft, findEdition, insertEdition, openEdition } from './editions.queries.ts'
import { type BallotType, mostProjectsOffered } from './editions.rules.ts'
import { insertProjects, listProjects } from './projects.queries.ts'
import { listResults } from './results.queries.ts'
import { parseBirthDate } from './roll.rules.ts'

export interface ImportOrder {
  readonly election: Election
  /** Name of the file that it was read from. */
  readonly file: string
  readonly title: string | null
  /** Rule to count by; the usual one when it is null. */
  readonly rule: string | null
}

export type ImportRefusal =
  | 'title_taken'
  | 'rule_of_other_ballots'
  | 'too_many_projects'
  | 'parts_of_a_cent'
  | 'project_without_cost'
  | 'no_project'
  | 'points_too_large'

export interface Imported {
  readonly code: string
  readonly rule: string
  readonly projects: number
  readonly ballots: number
  /** References of the selected projects, by our count. */
  readonly selected: readonly string[]
  /** Those that the file itself says were selected; null where it says nothing. */
  readonly selectedInFile: readonly string[] | null
}

const mostPoints = 32_767

/**
 * Loads an election as an edition with its projects, ballots and result. Ballots lose the numbers of their voters. It does not ask
 * who: for commands of the server.
 */
export async function importElection(
  context: Context,
  order: ImportOrder,
): Promise<Result<Imported, ImportRefusal>> {
  const { election } = order
  const fault = whyNotImport(order)
  if (fault) return refuse(fault)
  const draft = draftOf(order, context.clock.today())
  const code = codeOf(draft.title)
  try {
    const written = await inTransaction<null, ImportRefusal>(context.db, async (tx) => {
      const more = { currency: metaOf(election, 'currency') ?? 'EUR', importedFrom: order.file }
      const id = await insertEdition(tx, code, draft, {
        ...more,
        currency: /^[A-Z]{3}$/.test(more.currency) ? more.currency : 'EUR',
      })
      await insertProjects(tx, id, projectsOf(election))
      await openEdition(tx, id, null)
      await insertBallots(tx, id, [...ballotsOf(election, id)])
      await recordAct(
        { ...context, db: tx },
        {
          act: 'import',
          ...subjectOf({ id, title: draft.title }),
          role: 'server',
          details: { file: order.file },
        },
      )
      return ok(null)
    })
    if (!written.ok) return written
  } catch (error) {
    if (isDuplicate(error)) return refuse('title_taken')
    throw error
  }
  await count(context, code)
  return ok(await describe(context, code, election))
}

function whyNotImport({ election, rule }: ImportOrder): ImportRefusal | null {
  const { projects, decimals, ballots, voteType } = election
  if (projects.length === 0) return 'no_project'
  if (projects.length > mostProjectsOffered) return 'too_many_projects'
  if (decimals > 2) return 'parts_of_a_cent'
  if (projects.some((project) => project.cost <= 0)) return 'project_without_cost'
  if (rule !== null && !countRules(voteType).includes(rule)) return 'rule_of_other_ballots'
  const hasPoints = voteType === 'cumulative' || voteType === 'scoring'
  const isLarge = hasPoints && ballots.points.some((points) => points > mostPoints || points < 0)
  return isLarge || (hasPoints && election.pointDecimals > 0) ? 'points_too_large' : null
}

const ballotTypes: Readonly<Record<VoteType, BallotType>> = {
  approval: 'approval',
  cumulative: 'points',
  scoring: 'points',
  ordinal: 'ranking',
}

function draftOf({ election, file, title, rule }: ImportOrder, today: CalendarDate): EditionDraft {
  const named = title ?? metaOf(election, 'description') ?? file
  const opensOn = dayIn(metaOf(election, 'date_begin')) ?? today
  const closesOn = dayIn(metaOf(election, 'date_end')) ?? opensOn
  const usual = countRules(election.voteType)[0]
  return {
    title: named.slice(0, 200),
    summary: '',
    processId: null,
    measureId: null,
    rulesDeliberationId: null,
    perimeter: 'town',
    minimumAge: 0,
    electorate: '–',
    rollKind: 'declaration',
    ballotType: ballotTypes[election.voteType],
    mostProjects: null,
    points: null,
    countingRule: rule ?? assertDefined(usual, 'every kind of ballot has a rule'),
    ties: 'votes',
    opensOn,
    closesOn: [opensOn, closesOn].sort()[1] ?? opensOn,
    areas: [
      {
        number: 1,
        name: (metaOf(election, 'unit') ?? named).slice(0, 100),
        districtId: null,
        envelopeCents: toCents(election, election.budget),
      },
    ],
  }
}

/** Days are written `2019-09-06`, `06.09.2019`, or a year alone, which says no day. */
function dayIn(text: string | null): CalendarDate | null {
  return text === null ? null : (parseCalendarDate(text) ?? parseBirthDate(text))
}

function metaOf({ meta }: Election, wanted: string): string | null {
  return meta.find(([key, value]) => key === wanted && value.trim() !== '')?.[1] ?? null
}

function projectsOf(election: Election) {
  return election.projects.map(({ id, cost, fields }, index) => ({
    area: 1,
    number: index + 1,
    reference: id,
    title: (fields.name?.trim() || id).slice(0, 300),
    description: '',
    place: (fields.category ?? '').slice(0, 300),
    costCents: toCents(election, cost),
    proposalId: null,
  }))
}

function toCents({ decimals }: Election, money: number): number {
  return money * 10 ** (2 - decimals)
}

/** One ballot for each voter; its number comes from the place of the distinct ballot, which says nothing of who cast it. */
function* ballotsOf({ ballots, voteType }: Election, salt: string): Generator<StoredBallot> {
  const hasPoints = voteType === 'cumulative' || voteType === 'scoring'
  for (const [ballot, voters] of ballots.voters.entries()) {
    const [from, to] = [ballots.start[ballot] ?? 0, ballots.start[ballot + 1] ?? 0]
    const projects = Array.from(ballots.project.subarray(from, to), (project) => project + 1)
    const points = hasPoints ? [...ballots.points.subarray(from, to)] : null
    for (let copy = 0; copy < voters; copy += 1)
      yield {
        receipt: createHash('sha256').update(`${salt} ${ballot} ${copy}`).digest('hex'),
        area: 1,
        choices: { projects, points },
      }
  }
}

async function count(context: Context, code: string): Promise<void> {
  const edition = assertDefined(await findEdition(context.db, code), 'the edition was written')
  const sealed = await sealVote(context, edition, 'server')
  const counted = sealed.ok ? await countVote(context, code, 'server') : sealed
  if (!counted.ok) throw new Error(`impossible: ${counted.refusal}`)
}

async function describe({ db }: Context, code: string, election: Election): Promise<Imported> {
  const edition = assertDefined(await findEdition(db, code), 'the edition was written')
  const byId = new Map((await listProjects(db, edition.id)).map((project) => [project.id, project.reference]))
  const results = await listResults(db, edition.id)
  const hasSelection = election.projects.some(({ fields }) => fields.selected !== undefined)
  return {
    code,
    rule: edition.countingRule,
    projects: election.projects.length,
    ballots: election.voters,
    selected: results
      .filter((result) => result.rank !== null)
      .map((result) => byId.get(result.projectId) ?? ''),
    selectedInFile: hasSelection
      ? election.projects
          .filter(({ fields }) => fields.selected === '1')
          .map(({ id }) => id)
          .sort(compareIds)
      : null,
  }
}
