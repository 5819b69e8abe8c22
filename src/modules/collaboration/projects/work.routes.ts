import type { Hono } from 'hono'
import { addDays, addMonths } from '#kernel/calendar-date.ts'
import { devicesPaths, roleOverDevices, summariseDevices } from '#modules/people/devices/devices.public.ts'
import { type AppEnv, show } from '#web/respond.ts'
import { listOpenFeeds } from '../calendars/calendars.public.ts'
import { getBoard } from './board-faces.queries.ts'
import { listNeeds } from './card-hangs.queries.ts'
import { addressed } from './projects.answers.ts'
import { taskFilterInput } from './projects.inputs.ts'
import { canOpenProjects, canSeeSecurity, canSeeServices } from './projects.permissions.ts'
import {
  listOutsideAccounts,
  listOutsideShares,
  listPartnerAccesses,
  listRightsActs,
} from './security.queries.ts'
import { listMilestones } from './sheet.queries.ts'
import { choicesOf, listTasks } from './task-list.rules.ts'
import { drawTimeline } from './timeline.rules.ts'
import { SecurityPage } from './views/security-page.tsx'
import { TaskListPage } from './views/task-list-page.tsx'
import { TimelinePage } from './views/timeline-page.tsx'
import { MyWorkPage, ServicesPage, WorkloadPage } from './views/work-pages.tsx'
import {
  listDelegationStates,
  listOwnTasks,
  listServiceTasks,
  listTeamTasks,
  type OwnTask,
} from './work.queries.ts'
import { loadOf, loadsOfServices, mondayOf, mondaysFrom } from './workload.rules.ts'

/** Weeks that loads are told for. */
const shownWeeks = 4
const shownActs = 40
/** A password that nobody used for so long is forgotten. */
const idleMonths = 6

/** Pages over all projects; they come before the addresses of projects. */
export function addOverviewRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/mon-travail', async (c) => {
    const { db, actor, clock } = c.var.context
    if (actor === null || !canOpenProjects(actor)) return c.notFound()
    const today = clock.today()
    const tasks = await listOwnTasks(db, actor.id, today)
    const sunday = addDays(mondayOf(today), 6)
    const groupOf = ({ dueOn }: OwnTask) => {
      if (dueOn === null) return 'undated'
      return dueOn < today ? 'late' : dueOn <= sunday ? 'week' : 'later'
    }
    const groups = Map.groupBy(tasks, groupOf)
    return show(c, MyWorkPage, {
      groups: (['late', 'week', 'later', 'undated'] as const).map((name) => ({
        name,
        tasks: groups.get(name) ?? [],
      })),
      weeks: loadOf(tasks, today),
      mondays: mondaysFrom(today, shownWeeks),
    })
  })

  app.get('/projets/services', async (c) => {
    const { db, actor, clock } = c.var.context
    if (actor === null || !canSeeServices(actor)) return c.notFound()
    const today = clock.today()
    const isHead = actor.roles.has('director_general') || actor.roles.has('mayor')
    const managerId = isHead ? null : actor.id
    return show(c, ServicesPage, {
      services: loadsOfServices(await listServiceTasks(db, managerId), today),
      mondays: mondaysFrom(today, shownWeeks),
      delegations: await listDelegationStates(db, managerId, actor.roles.has('director_general')),
    })
  })

  app.get('/projets/securite', async (c) => {
    const { db, actor, clock } = c.var.context
    if (!canSeeSecurity(actor)) return c.notFound()
    return show(c, SecurityPage, {
      devices: {
        ...(await summariseDevices(db, addMonths(clock.today(), -idleMonths))),
        href: roleOverDevices(actor) ? devicesPaths.all() : null,
      },
      accounts: await listOutsideAccounts(db, clock.today()),
      feeds: await listOpenFeeds(db),
      accesses: await listPartnerAccesses(db),
      shares: await listOutsideShares(db, clock.today()),
      acts: await listRightsActs(db, shownActs),
      today: clock.today(),
    })
  })
}

export function addPlanRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/:code/taches', async (c) => {
    const found = await addressed(c)
    if (!found) return c.notFound()
    const { db, clock } = c.var.context
    const { q, personne, etiquette, etat, ordre } = taskFilterInput.parse(c.req.query())
    const filter = { search: q, person: personne, label: etiquette, state: etat, order: ordre }
    const board = await getBoard(db, found.project.id)
    return show(c, TaskListPage, {
      project: found.project,
      tasks: listTasks(board, filter, clock.today()),
      filter,
      ...choicesOf(board),
    })
  })

  app.get('/projets/:code/calendrier', async (c) => {
    const found = await addressed(c)
    if (!found) return c.notFound()
    const { db, clock } = c.var.context
    const { project } = found
    const { cards } = await getBoard(db, project.id)
    const milestones = await listMilestones(db, project.id)
    return show(c, TimelinePage, {
      project,
      timeline: drawTimeline(cards, milestones, await listNeeds(db, project.id), clock.today()),
      undated: cards.filter(({ dueOn, doneOn }) => dueOn === null && doneOn === null).length,
    })
  })

  app.get('/projets/:code/charge', async (c) => {
    const found = await addressed(c)
    if (!found) return c.notFound()
    const { db, clock } = c.var.context
    const today = clock.today()
    const tasks = await listTeamTasks(db, found.project.id)
    const people = [...Map.groupBy(tasks, ({ accountId }) => accountId).values()]
    return show(c, WorkloadPage, {
      project: found.project,
      rows: people.map((own) => ({ name: own[0]?.name ?? '', weeks: loadOf(own, today) })),
      mondays: mondaysFrom(today, shownWeeks),
    })
  })
}
