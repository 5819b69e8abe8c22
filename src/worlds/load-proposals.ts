import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { parseEuros } from '#kernel/cents.ts'
import { slugOf } from '#kernel/plain-text.ts'
import type { Role } from '#kernel/roles.ts'
import {
  addCost,
  answerProposal,
  askAuthor,
  assess,
  assign,
  type BroughtPerson,
  bringProposal,
  categories,
  insertOutline,
} from '#modules/participation/proposals/proposals.public.ts'
import type { ProposalRecord, proposalsFile } from '../../db/worlds/world-files.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

/** Brings the contour of a world's town and its proposals, and has the services assess and answer them on their days. */
export async function loadProposals(
  context: Context,
  { outline, people: names, proposals }: z.infer<typeof proposalsFile>,
  people: LoadedPeople,
): Promise<void> {
  await insertOutline(context.db, outline)
  for (const [index, record] of proposals.entries()) {
    const agent = acting(context, people, 'agent', record.on)
    const number = await bringProposal(agent, brought(record, supportersOf(names, index, record.supports)))
    await assessAndAnswer(context, people, number, record)
  }
}

/** Acts for the holder of that role on that day, at noon. */
function acting(context: Context, people: LoadedPeople, role: Role, on: string): Context {
  const clock = { now: () => new Date(`${on}T11:00:00Z`), today: () => calendarDate(on) }
  return { ...context, actor: people.holding(role), clock }
}

/** So many of the residents, from another one each time. */
function supportersOf(names: readonly string[], index: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    assertDefined(names[(index * 13 + n) % names.length], 'a world with proposals has people'),
  )
}

function personOf(name: string): BroughtPerson {
  return { name, email: `${slugOf(name)}@habitants.example` }
}

function brought(record: ProposalRecord, supporters: readonly string[]) {
  const on = calendarDate(record.on)
  return {
    process: record.process,
    on,
    author: personOf(record.author),
    isDictated: record.dictated,
    text: {
      title: record.title,
      body: record.text,
      category: assertDefined(
        categories.find((category) => category === record.category),
        record.category,
      ),
      street: record.street,
      point: record.point && { lon: record.point[0], lat: record.point[1] },
      districtId: record.district,
    },
    supporters: supporters.map(personOf),
    comments: record.comments.map(({ author, stance, text }, index) => ({
      author: personOf(author),
      stance,
      body: text,
      writtenAt: new Date(`${commentDay(on, index)}T16:20:00Z`),
    })),
  }
}

function commentDay(on: CalendarDate, index: number): CalendarDate {
  return addDays(on, index)
}

async function assessAndAnswer(
  context: Context,
  people: LoadedPeople,
  number: number,
  { title, assessment, question, answer }: ProposalRecord,
): Promise<void> {
  if (assessment) {
    const manager = acting(context, people, 'manager', assessment.on)
    expected(await assign(manager, number, people.holding('agent').id), title)
    const { feasibility, competence, opinion } = assessment
    expected(await assess(manager, number, { feasibility, competence, opinion }), title)
    for (const { label, section, euros } of assessment.costs) {
      const cents = assertDefined(parseEuros(euros), euros)
      expected(await addCost(manager, number, { label, section, cents }), title)
    }
  }
  if (question) {
    const manager = acting(context, people, 'manager', '2026-11-23')
    expected(await askAuthor(manager, number, question), title)
  }
  if (!answer) return
  const { verdict, reasons, next_steps: nextSteps, late_reason: lateReason } = answer
  const answerer = acting(context, people, answer.role, answer.on)
  expected(await answerProposal(answerer, number, { verdict, reasons, nextSteps, lateReason }), title)
}
