import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Cents, cents } from '#kernel/cents.ts'
import type { Role } from '#kernel/roles.ts'
import {
  type Assessment,
  type CostLine,
  competences,
  costSections,
  feasibilities,
  type Question,
} from './assessment.rules.ts'

export interface Evaluator {
  readonly id: string
  readonly name: string
}

export function listEvaluators(db: Database, proposalId: string): Promise<Evaluator[]> {
  return db
    .selectFrom('proposal_evaluators')
    .innerJoin('accounts', 'accounts.id', 'proposal_evaluators.account_id')
    .select(['accounts.id', 'accounts.name'])
    .where('proposal_id', '=', proposalId)
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
}

/** People of the services who may be given a proposal on that day. */
export async function listEvaluatorChoices(
  db: Database,
  roles: readonly Role[],
  on: CalendarDate,
): Promise<(Evaluator & { readonly title: string })[]> {
  return db
    .selectFrom('accounts')
    .innerJoin('role_grants', 'role_grants.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.name', 'accounts.title'])
    .distinct()
    .where('role', 'in', roles)
    .where('starts_on', '<=', on)
    .where((or) => or.or([or('ends_on', 'is', null), or('ends_on', '>=', on)]))
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
}

/** False when that person has it already. */
export async function insertEvaluator(
  tx: Database,
  proposalId: string,
  accountId: string,
  on: CalendarDate,
): Promise<boolean> {
  const row = await tx
    .insertInto('proposal_evaluators')
    .values({ proposal_id: proposalId, account_id: accountId, assigned_on: on })
    .onConflict((conflict) => conflict.columns(['proposal_id', 'account_id']).doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteEvaluator(tx: Database, proposalId: string, accountId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('proposal_evaluators')
    .where('proposal_id', '=', proposalId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function listQuestions(db: Database, proposalId: string): Promise<Question[]> {
  const rows = await db
    .selectFrom('proposal_questions')
    .innerJoin('accounts', 'accounts.id', 'proposal_questions.asked_by')
    .select([
      'proposal_questions.id',
      'accounts.title as asker',
      'question',
      'asked_at',
      'reply',
      'replied_at',
    ])
    .where('proposal_id', '=', proposalId)
    .orderBy('asked_at')
    .orderBy('proposal_questions.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    asker: row.asker,
    question: row.question,
    askedAt: row.asked_at,
    reply: row.reply,
  }))
}

export async function insertQuestion(
  tx: Database,
  proposalId: string,
  question: { readonly text: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('proposal_questions')
    .values({
      proposal_id: proposalId,
      question: question.text,
      asked_by: question.by,
      asked_at: question.at,
    })
    .execute()
}

/** False when there is no such question, or when it was answered. Answers who asked it. */
export async function updateReply(
  tx: Database,
  proposalId: string,
  id: string,
  reply: string,
  at: Date,
): Promise<string | null> {
  const row = await tx
    .updateTable('proposal_questions')
    .set({ reply, replied_at: at })
    .where('proposal_id', '=', proposalId)
    .where('id', '=', id)
    .where('reply', 'is', null)
    .returning('asked_by')
    .executeTakeFirst()
  return row?.asked_by ?? null
}

const assessmentRow = z.object({
  feasibility: z.enum(feasibilities),
  competence: z.enum(competences),
  opinion: z.string(),
  assessed_on: z.string().transform(calendarDate),
  name: z.string(),
})

export async function getAssessment(db: Database, proposalId: string): Promise<Assessment | null> {
  const found = await db
    .selectFrom('proposal_assessments')
    .innerJoin('accounts', 'accounts.id', 'proposal_assessments.assessed_by')
    .select(['feasibility', 'competence', 'opinion', 'assessed_on', 'accounts.name'])
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  if (!found) return null
  const { assessed_on, name, ...row } = assessmentRow.parse(found)
  return { ...row, assessedOn: assessed_on, assessor: name }
}

/** Writes the assessment, or the new one in its place. */
export async function saveAssessment(
  tx: Database,
  proposalId: string,
  draft: Pick<Assessment, 'feasibility' | 'competence' | 'opinion'>,
  by: string,
  on: CalendarDate,
): Promise<void> {
  const columns = { ...draft, assessed_on: on, assessed_by: by }
  await tx
    .insertInto('proposal_assessments')
    .values({ proposal_id: proposalId, ...columns })
    .onConflict((conflict) => conflict.column('proposal_id').doUpdateSet(columns))
    .execute()
}

const costRow = z.object({
  id: z.string(),
  label: z.string(),
  section: z.enum(costSections),
  cents: z.number().transform(cents),
})

export async function listCosts(db: Database, proposalId: string): Promise<CostLine[]> {
  const rows = await db
    .selectFrom('proposal_costs')
    .select(['id', 'label', 'section', 'cents'])
    .where('proposal_id', '=', proposalId)
    .orderBy('position')
    .execute()
  return rows.map((row) => costRow.parse(row))
}

export async function insertCost(
  tx: Database,
  proposalId: string,
  line: { readonly label: string; readonly section: CostLine['section']; readonly cents: Cents },
): Promise<void> {
  await tx
    .insertInto('proposal_costs')
    .values((eb) => ({
      proposal_id: proposalId,
      ...line,
      position: eb
        .selectFrom('proposal_costs')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('proposal_id', '=', proposalId),
    }))
    .execute()
}

export async function deleteCost(tx: Database, proposalId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('proposal_costs')
    .where('proposal_id', '=', proposalId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** The town's answer, as everybody reads it. */
export interface PublicAnswer {
  readonly reasons: string
  readonly nextSteps: string
  readonly answeredOn: CalendarDate
  readonly answererTitle: string
}

export async function getAnswer(db: Database, proposalId: string): Promise<PublicAnswer | null> {
  const row = await db
    .selectFrom('proposal_answers')
    .select(['reasons', 'next_steps', 'answered_on', 'answerer_title'])
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  return row
    ? {
        reasons: row.reasons,
        nextSteps: row.next_steps,
        answeredOn: calendarDate(row.answered_on),
        answererTitle: row.answerer_title,
      }
    : null
}

/** A duplicate key where somebody answered meanwhile. */
export async function insertAnswer(
  tx: Database,
  proposalId: string,
  answer: PublicAnswer & { readonly by: string | null },
): Promise<void> {
  await tx
    .insertInto('proposal_answers')
    .values({
      proposal_id: proposalId,
      reasons: answer.reasons,
      next_steps: answer.nextSteps,
      answered_on: answer.answeredOn,
      answered_by: answer.by,
      answerer_title: answer.answererTitle,
    })
    .execute()
}

/** Title of the account in the town, or its name where it has none. */
export async function getTitle(db: Database, accountId: string): Promise<string> {
  const row = await db
    .selectFrom('accounts')
    .select(['title', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.title || row?.name || ''
}

/** What is to be assessed and answered: soonest due first. */
export interface WorkLine {
  readonly number: number
  readonly title: string
  readonly process: string
  readonly answerDueOn: CalendarDate
  readonly evaluators: readonly string[]
  readonly isAssessed: boolean
  readonly isMine: boolean
}

const workRow = z.object({
  number: z.number(),
  title: z.string(),
  process: z.string(),
  answer_due_on: z.string().transform(calendarDate),
  evaluators: z.array(z.string()).nullable(),
  is_assessed: z.boolean(),
  is_mine: z.boolean(),
})

export async function listWork(db: Database, accountId: string, mineOnly: boolean): Promise<WorkLine[]> {
  const mine = sql<boolean>`exists (select from proposal_evaluators e where e.proposal_id = p.id and e.account_id = ${accountId})`
  let query = db
    .selectFrom('proposals as p')
    .innerJoin('processes', 'processes.id', 'p.process_id')
    .select([
      'p.number',
      'p.title',
      'processes.title as process',
      'p.answer_due_on',
      sql<unknown>`(select json_agg(a.name order by a.name) from proposal_evaluators e
        join accounts a on a.id = e.account_id where e.proposal_id = p.id)`.as('evaluators'),
      sql<boolean>`exists (select from proposal_assessments s where s.proposal_id = p.id)`.as('is_assessed'),
      mine.as('is_mine'),
    ])
    .where('p.status', '=', 'published')
    .where('p.verdict', 'is', null)
    .orderBy('p.answer_due_on')
    .orderBy('p.number')
    .limit(200)
  if (mineOnly) query = query.where(mine)
  const rows = await query.execute()
  return rows.map((found) => {
    const row = workRow.parse(found)
    return {
      number: row.number,
      title: row.title,
      process: row.process,
      answerDueOn: row.answer_due_on,
      evaluators: row.evaluators ?? [],
      isAssessed: row.is_assessed,
      isMine: row.is_mine,
    }
  })
}
