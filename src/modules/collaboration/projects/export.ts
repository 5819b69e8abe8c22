import type { Context } from '#infra/context.ts'
import { writeCsv } from '#infra/spreadsheet.ts'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { csvHeaders } from './board-csv.rules.ts'
import { getBoard } from './board-faces.queries.ts'
import { ownFormat } from './board-json.rules.ts'
import { listHangsOf } from './card-hangs.queries.ts'
import { listCards } from './cards.queries.ts'
import { listMeetings } from './meetings.queries.ts'
import { findDelegation, findReview, listMembers } from './members.queries.ts'
import type { Project } from './projects.rules.ts'
import { listCosts, listDecisions, listMilestones, listRisks } from './sheet.queries.ts'

export interface ExportedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Cards with all that hangs on them, in the order of the board. */
async function readCards({ db }: Pick<Context, 'db'>, project: Project) {
  const board = await getBoard(db, project.id)
  const full = new Map((await listCards(db, project.id)).map((card) => [card.id, card]))
  const columns = new Map(board.columns.map((column) => [column.id, column]))
  const cards = []
  for (const face of board.cards) {
    const card = full.get(face.id)
    if (card)
      cards.push({
        face,
        card,
        column: columns.get(face.columnId)?.title ?? '',
        hangs: await listHangsOf(db, face.id),
      })
  }
  return { columns: board.columns, cards }
}

/** Everything that the project holds, as JSON that the import of a board reads back. Files are named, not enclosed. */
export async function exportProject(context: Context, project: Project): Promise<ExportedFile> {
  const { db, town } = context
  const { columns, cards } = await readCards(context, project)
  const content = {
    format: ownFormat,
    town: town.name,
    fictional: town.isFictional,
    title: project.title,
    purpose: project.purpose,
    status: project.status,
    starts_on: project.startsOn,
    ends_on: project.endsOn,
    budget_cents: project.budgetCents,
    planned_min: project.plannedMin,
    members: (await listMembers(db, project.id)).map(({ name, part, body, endsOn }) => ({
      name,
      part,
      body,
      ends_on: endsOn,
    })),
    delegation: await findDelegation(db, project.id),
    review: await findReview(db, project.id),
    milestones: (await listMilestones(db, project.id)).map(({ title, dueOn, reachedOn }) => ({
      title,
      due_on: dueOn,
      reached_on: reachedOn,
    })),
    risks: await listRisks(db, project.id),
    decisions: await listDecisions(db, project.id),
    costs: await listCosts(db, project.id),
    meetings: await listMeetings(db, project.id),
    columns: columns.map(({ title, limit, isDone }) => ({ title, limit, is_done: isDone })),
    cards: cards.map(({ card, face, column, hangs }) => ({
      number: card.number,
      column,
      title: card.title,
      description: card.description,
      starts_on: card.startsOn,
      due_on: card.dueOn,
      effort_min: card.effortMin,
      repeats: card.repeats,
      is_done: card.doneOn !== null,
      done_on: card.doneOn,
      labels: face.labels,
      people: face.assignees,
      checklist: hangs.items.map(({ body, isDone }) => ({ text: body, is_done: isDone })),
      comments: hangs.comments.map(({ author, writtenAt, body }) => ({
        author,
        on: writtenAt.toISOString().slice(0, 10),
        text: body,
      })),
      needs: hangs.needs.map(({ number }) => number),
      files: hangs.files.map(({ name, size }) => ({ name, size })),
    })),
  }
  return {
    name: `${project.code}.json`,
    type: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`),
  }
}

/** The cards as a table that a spreadsheet opens and that the import reads back. */
export async function exportCards(context: Context, project: Project): Promise<ExportedFile> {
  const { cards } = await readCards(context, project)
  const rows = cards.map(({ card, face, column, hangs }) => [
    String(card.number),
    column,
    card.title,
    card.description,
    card.startsOn ?? '',
    card.dueOn ?? '',
    card.effortMin === null ? '' : formatDecimalPlain(card.effortMin / 60),
    card.repeats ?? '',
    card.doneOn === null ? '' : 'oui',
    face.labels.join('|'),
    face.assignees.join('|'),
    hangs.items.map(({ body, isDone }) => `${isDone ? '[x]' : '[ ]'} ${body.replaceAll('|', '/')}`).join('|'),
    hangs.needs.map(({ number }) => number).join('|'),
  ])
  return {
    name: `${project.code}.csv`,
    type: 'text/csv; charset=utf-8',
    bytes: writeCsv(csvHeaders, rows),
  }
}
