import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { repeatKinds } from './board.rules.ts'
import {
  type BoardReading,
  cut,
  dayOf,
  type FileCard,
  inOrder,
  plainCard,
  unreadable,
} from './board-file.rules.ts'

export const ownFormat = 'faire-commune/project/1'

const day = z.iso.date().transform(calendarDate)

const ownFile = z.object({
  format: z.literal(ownFormat),
  milestones: z.array(z.object({ title: z.string(), due_on: day })),
  columns: z.array(z.object({ title: z.string(), limit: z.number().nullable(), is_done: z.boolean() })),
  cards: z.array(
    z.object({
      number: z.number(),
      column: z.string(),
      title: z.string(),
      description: z.string(),
      starts_on: day.nullable(),
      due_on: day.nullable(),
      effort_min: z.number().nullable(),
      repeats: z.enum(repeatKinds).nullable(),
      is_done: z.boolean(),
      labels: z.array(z.string()),
      people: z.array(z.string()),
      checklist: z.array(z.object({ text: z.string(), is_done: z.boolean() })),
      comments: z.array(z.object({ author: z.string(), on: z.string(), text: z.string() })),
      needs: z.array(z.number()),
    }),
  ),
})

const id = z.union([z.string(), z.number()]).transform(String)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const trelloFile = z.object({
  lists: z.array(
    z.object({ id, name: text, closed: z.boolean().default(false), pos: z.number().default(0) }),
  ),
  cards: z.array(
    z.object({
      id,
      name: text,
      desc: text,
      idList: id,
      closed: z.boolean().default(false),
      pos: z.number().default(0),
      start: z.string().nullish(),
      due: z.string().nullish(),
      dueComplete: z.boolean().default(false),
      labels: z.array(z.object({ name: text, color: z.string().nullish() })).default([]),
      idMembers: z.array(id).default([]),
    }),
  ),
  checklists: z
    .array(
      z.object({
        idCard: id,
        checkItems: z.array(z.object({ name: text, state: z.string(), pos: z.number().default(0) })),
      }),
    )
    .default([]),
  members: z.array(z.object({ id, fullName: text })).default([]),
  actions: z
    .array(
      z.object({
        type: z.string(),
        date: z.string().default(''),
        data: z.object({ text: text.optional(), card: z.object({ id }).optional() }).default({}),
        memberCreator: z.object({ fullName: text }).optional(),
      }),
    )
    .default([]),
})

const plankaFile = z.object({
  included: z.object({
    lists: z.array(z.object({ id, name: text, position: z.number().nullish(), type: z.string().nullish() })),
    cards: z.array(
      z.object({
        id,
        listId: id,
        name: text,
        description: text,
        position: z.number().nullish(),
        dueDate: z.string().nullish(),
        isDueCompleted: z.boolean().nullish(),
        isClosed: z.boolean().nullish(),
      }),
    ),
    labels: z.array(z.object({ id, name: text })).default([]),
    cardLabels: z.array(z.object({ cardId: id, labelId: id })).default([]),
    cardMemberships: z.array(z.object({ cardId: id, userId: id })).default([]),
    users: z.array(z.object({ id, name: text })).default([]),
    taskLists: z.array(z.object({ id, cardId: id })).default([]),
    tasks: z
      .array(
        z.object({
          cardId: id.optional(),
          taskListId: id.optional(),
          name: text,
          isCompleted: z.boolean().default(false),
          position: z.number().nullish(),
        }),
      )
      .default([]),
  }),
})

/** Reads the JSON of this product, of a Trello board or of a Planka board: each is known by what it holds. */
export function readBoardJson(source: string): BoardReading {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    return unreadable('file_unreadable')
  }
  const own = ownFile.safeParse(value)
  if (own.success) return fromOwn(own.data)
  const trello = trelloFile.safeParse(value)
  if (trello.success) return fromTrello(trello.data)
  const planka = plankaFile.safeParse(value)
  return planka.success ? fromPlanka(planka.data) : unreadable('file_unknown')
}

function fromOwn(file: z.infer<typeof ownFile>): BoardReading {
  return {
    faults: [],
    file: {
      milestones: file.milestones.map(({ title, due_on }) => ({ title: cut(title, 200), dueOn: due_on })),
      columns: file.columns.map(({ title, limit, is_done }) => ({
        title: cut(title, 60),
        limit: limit !== null && limit >= 1 && limit <= 500 ? Math.round(limit) : null,
        isDone: is_done,
      })),
      cards: file.cards.map((card) => ({
        ref: String(card.number),
        column: cut(card.column, 60),
        title: cut(card.title, 200) || '–',
        description: cut(card.description, 8000),
        ...inOrder(card.starts_on, card.due_on),
        effortMin:
          card.effort_min !== null && card.effort_min >= 1 && card.effort_min <= 60_000
            ? Math.round(card.effort_min)
            : null,
        repeats: card.due_on === null ? null : card.repeats,
        isDone: card.is_done,
        labels: card.labels,
        people: card.people,
        items: card.checklist.map(({ text: body, is_done }) => ({ body, isDone: is_done })),
        comments: card.comments.map(({ author, on, text: body }) => ({ author, on, body })),
        needs: card.needs.map(String),
      })),
    },
  }
}

function fromTrello(file: z.infer<typeof trelloFile>): BoardReading {
  const lists = file.lists.filter(({ closed }) => !closed).sort((a, b) => a.pos - b.pos)
  const titles = new Map(lists.map(({ id: list, name }) => [list, cut(name, 60) || '–']))
  const names = new Map(file.members.map(({ id: member, fullName }) => [member, fullName]))
  const items = Map.groupBy(file.checklists, ({ idCard }) => idCard)
  const said = Map.groupBy(
    file.actions.filter(({ type, data }) => type === 'commentCard' && data.text && data.card),
    ({ data }) => data.card?.id ?? '',
  )
  const cards = file.cards
    .filter(({ closed, idList }) => !closed && titles.has(idList))
    .sort((a, b) => a.pos - b.pos)
    .map(
      (card): FileCard =>
        plainCard({
          ref: card.id,
          column: titles.get(card.idList) ?? '',
          title: cut(card.name, 200) || '–',
          description: cut(card.desc, 8000),
          ...inOrder(dayOf(card.start), dayOf(card.due)),
          isDone: card.dueComplete,
          labels: card.labels.map(({ name, color }) => name || (color ?? '')),
          people: card.idMembers.map((member) => names.get(member) ?? ''),
          items: (items.get(card.id) ?? [])
            .flatMap(({ checkItems }) => checkItems.toSorted((a, b) => a.pos - b.pos))
            .map(({ name, state }) => ({ body: name, isDone: state === 'complete' })),
          // The newest comes first in the file, the oldest on a page.
          comments: (said.get(card.id) ?? []).toReversed().map(({ data, date, memberCreator }) => ({
            author: memberCreator?.fullName ?? '',
            on: date.slice(0, 10),
            body: data.text ?? '',
          })),
        }),
    )
  return { faults: [], file: { columns: columnsOf([...titles.values()]), cards, milestones: [] } }
}

function fromPlanka({ included: file }: z.infer<typeof plankaFile>): BoardReading {
  const isShown = (type: string | null | undefined) => type !== 'archive' && type !== 'trash'
  const lists = file.lists
    .filter(({ type }) => isShown(type))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
  const titles = new Map(lists.map(({ id: list, name }) => [list, cut(name, 60) || '–']))
  const labels = new Map(file.labels.map(({ id: label, name }) => [label, name]))
  const users = new Map(file.users.map(({ id: user, name }) => [user, name]))
  const cardOfList = new Map(file.taskLists.map(({ id: list, cardId }) => [list, cardId]))
  const tasks = Map.groupBy(
    file.tasks.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)),
    ({ cardId, taskListId }) => cardId ?? cardOfList.get(taskListId ?? '') ?? '',
  )
  const cards = file.cards
    .filter(({ listId }) => titles.has(listId))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map(
      (card): FileCard =>
        plainCard({
          ref: card.id,
          column: titles.get(card.listId) ?? '',
          title: cut(card.name, 200) || '–',
          description: cut(card.description, 8000),
          dueOn: dayOf(card.dueDate),
          isDone: card.isDueCompleted === true || card.isClosed === true,
          labels: file.cardLabels
            .filter(({ cardId }) => cardId === card.id)
            .map(({ labelId }) => labels.get(labelId) ?? ''),
          people: file.cardMemberships
            .filter(({ cardId }) => cardId === card.id)
            .map(({ userId }) => users.get(userId) ?? ''),
          items: (tasks.get(card.id) ?? []).map(({ name, isCompleted }) => ({
            body: name,
            isDone: isCompleted,
          })),
        }),
    )
  return { faults: [], file: { columns: columnsOf([...titles.values()]), cards, milestones: [] } }
}

function columnsOf(titles: readonly string[]) {
  return [...new Set(titles)].map((title) => ({ title, limit: null, isDone: false }))
}
