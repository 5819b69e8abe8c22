import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { ServiceTask, Task } from './workload.rules.ts'

const day = z.string().transform(calendarDate)

/** A card that somebody has to do, as the list of their work shows it. */
export interface OwnTask extends Task {
  readonly number: number
  readonly title: string
  readonly code: string
  readonly project: string
  readonly waits: boolean
}

const taskBase = {
  starts_on: day.nullable(),
  due_on: day.nullable(),
  effort_min: z.number().nullable(),
  people: z.number(),
}
const ownRow = z.object({
  ...taskBase,
  number: z.number(),
  title: z.string(),
  code: z.string(),
  project: z.string(),
  waits: z.boolean(),
})

const peopleOnCard = sql<number>`(select count(*) from card_assignees shared where shared.card_id = cards.id)`

/** What the person has to do in every project that lives and that they are a member of, the most urgent first. */
export async function listOwnTasks(db: Database, accountId: string, on: CalendarDate): Promise<OwnTask[]> {
  const rows = await db
    .selectFrom('card_assignees as a')
    .innerJoin('cards', 'cards.id', 'a.card_id')
    .innerJoin('projects', 'projects.id', 'cards.project_id')
    .innerJoin('project_members as m', (join) =>
      join.onRef('m.project_id', '=', 'a.project_id').onRef('m.account_id', '=', 'a.account_id'),
    )
    .select([
      'cards.number',
      'cards.title',
      'cards.starts_on',
      'cards.due_on',
      'cards.effort_min',
      'projects.code',
      'projects.title as project',
      peopleOnCard.as('people'),
      sql<boolean>`exists (select 1 from card_needs join cards needed on needed.id = card_needs.needs_id
        where card_needs.card_id = cards.id and needed.done_on is null)`.as('waits'),
    ])
    .where('a.account_id', '=', accountId)
    .where('cards.done_on', 'is', null)
    .where('projects.status', 'in', ['preparing', 'running'])
    .where((or) => or.or([or('m.ends_on', 'is', null), or('m.ends_on', '>=', on)]))
    .orderBy(sql`cards.due_on nulls last`)
    .orderBy('cards.id')
    .limit(500)
    .execute()
  return rows.map((input) => {
    const { starts_on: startsOn, due_on: dueOn, effort_min: effortMin, ...row } = ownRow.parse(input)
    return { ...row, startsOn, dueOn, effortMin }
  })
}

const memberRow = z.object({ ...taskBase, account_id: z.string(), name: z.string() })

/** Tasks of one project with who has them, for those who read its board and so read this already. */
export async function listTeamTasks(
  db: Database,
  projectId: string,
): Promise<(Task & { readonly accountId: string; readonly name: string })[]> {
  const rows = await db
    .selectFrom('card_assignees as a')
    .innerJoin('cards', 'cards.id', 'a.card_id')
    .innerJoin('accounts', 'accounts.id', 'a.account_id')
    .select([
      'a.account_id',
      'accounts.name',
      'cards.starts_on',
      'cards.due_on',
      'cards.effort_min',
      peopleOnCard.as('people'),
    ])
    .where('a.project_id', '=', projectId)
    .where('cards.done_on', 'is', null)
    .orderBy('accounts.name')
    .orderBy('a.account_id')
    .execute()
  return rows.map((input) => {
    const row = memberRow.parse(input)
    return {
      accountId: row.account_id,
      name: row.name,
      startsOn: row.starts_on,
      dueOn: row.due_on,
      effortMin: row.effort_min,
      people: row.people,
    }
  })
}

const serviceRow = z.object({ ...taskBase, service: z.string(), account_id: z.string(), card_id: z.string() })

/**
 * Work of the people of services in every project that lives: their service where the town has entered them, else what the project says. A
 * manager gets the services that they lead or work in; null gets all of them.
 */
export async function listServiceTasks(db: Database, managerId: string | null): Promise<ServiceTask[]> {
  let query = db
    .selectFrom('card_assignees as a')
    .innerJoin('cards', 'cards.id', 'a.card_id')
    .innerJoin('projects', 'projects.id', 'cards.project_id')
    .innerJoin('project_members as m', (join) =>
      join.onRef('m.project_id', '=', 'a.project_id').onRef('m.account_id', '=', 'a.account_id'),
    )
    .leftJoin('service_members as sm', 'sm.account_id', 'a.account_id')
    .leftJoin('services', 'services.id', 'sm.service_id')
    .select([
      'a.account_id',
      'a.card_id',
      'cards.starts_on',
      'cards.due_on',
      'cards.effort_min',
      peopleOnCard.as('people'),
      sql<string>`coalesce(services.name, m.body)`.as('service'),
    ])
    .where('cards.done_on', 'is', null)
    .where('m.is_partner', '=', false)
    .where('projects.status', 'in', ['preparing', 'running'])
  if (managerId !== null)
    query = query.where((or) =>
      or.or([
        or('services.manager_id', '=', managerId),
        or(
          'services.id',
          'in',
          db.selectFrom('service_members').select('service_id').where('account_id', '=', managerId),
        ),
      ]),
    )
  const rows = await query.execute()
  return rows.map((input) => {
    const row = serviceRow.parse(input)
    return {
      service: row.service,
      accountId: row.account_id,
      cardId: row.card_id,
      startsOn: row.starts_on,
      dueOn: row.due_on,
      effortMin: row.effort_min,
      people: row.people,
    }
  })
}

/**
 * Living projects with the state of their delegation, for those who give autonomy: a manager gets those where people of the services that they
 * lead or work in take part, null all of them; restricted ones only for `seesAll`.
 */
export async function listDelegationStates(
  db: Database,
  managerId: string | null,
  seesAll: boolean,
): Promise<
  {
    readonly code: string
    readonly title: string
    readonly version: number | null
    readonly signatures: number
  }[]
> {
  let query = db
    .selectFrom('projects')
    .select([
      'projects.code',
      'projects.title',
      sql<
        number | null
      >`(select max(version) from project_delegations d where d.project_id = projects.id)`.as('version'),
      sql<number>`(select count(*) from delegation_signatures s where s.project_id = projects.id
        and s.version = (select max(version) from project_delegations d where d.project_id = projects.id))`.as(
        'signatures',
      ),
    ])
    .where('projects.status', 'in', ['preparing', 'running'])
    .orderBy('projects.title')
  if (!seesAll) query = query.where('projects.is_restricted', '=', false)
  if (managerId !== null)
    query = query.where(
      sql<boolean>`exists (select from project_members m
        left join service_members sm on sm.account_id = m.account_id
        left join services s on s.id = sm.service_id
        where m.project_id = projects.id and (m.account_id = ${managerId} or s.manager_id = ${managerId}
          or sm.service_id in (select service_id from service_members where account_id = ${managerId})))`,
    )
  return query.execute()
}
