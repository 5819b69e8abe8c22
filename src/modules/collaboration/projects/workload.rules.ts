import { addDays, type CalendarDate, weekdayOf } from '#kernel/calendar-date.ts'

/** A card as the work of one of those who share it. */
export interface Task {
  readonly startsOn: CalendarDate | null
  readonly dueOn: CalendarDate | null
  readonly effortMin: number | null
  /** How many share it, this person included. */
  readonly people: number
}

/** Minutes by week, each named by its Monday. */
export type Weeks = ReadonlyMap<CalendarDate, number>

export function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - weekdayOf(day))
}

/** So many Mondays from the week of that day on. */
export function mondaysFrom(day: CalendarDate, count: number): CalendarDate[] {
  const first = mondayOf(day)
  return Array.from({ length: count }, (_, week) => addDays(first, 7 * week))
}

/**
 * What is left to do, by week: the share of the person in equal parts over the working days from the start, or today, to the due day; what
 * is late is for this week, what has no start for the week that it is due in. To the minute, the parts make the share.
 */
export function spread(task: Task, today: CalendarDate): Map<CalendarDate, number> {
  const minutes = Math.round((task.effortMin ?? 0) / Math.max(1, task.people))
  if (minutes === 0 || task.dueOn === null) return new Map()
  if (task.dueOn <= today) return new Map([[mondayOf(today), minutes]])
  const from = task.startsOn === null || task.startsOn < today ? today : task.startsOn
  const days = task.startsOn === null ? [] : workingDays(from, task.dueOn)
  if (days.length === 0) return new Map([[mondayOf(task.dueOn), minutes]])
  const weeks = new Map<CalendarDate, number>()
  let given = 0
  for (const [index, day] of days.entries()) {
    const until = Math.round((minutes * (index + 1)) / days.length)
    const monday = mondayOf(day)
    weeks.set(monday, (weeks.get(monday) ?? 0) + until - given)
    given = until
  }
  return weeks
}

function workingDays(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) <= 5) days.push(day)
  return days
}

export function loadOf(tasks: readonly Task[], today: CalendarDate): Weeks {
  const total = new Map<CalendarDate, number>()
  for (const task of tasks)
    for (const [week, minutes] of spread(task, today)) total.set(week, (total.get(week) ?? 0) + minutes)
  return total
}

/**
 * Fewest people whose load a manager is told as a sum. Below, the sum would be somebody's own: a manager reads of their service what nobody is
 * recognised in.
 */
export const fewestPeople = 3

export interface ServiceLoad {
  readonly service: string
  /** People of the service who have work in projects. */
  readonly people: number
  readonly openCards: number
  /** Null when too few people make it up. */
  readonly late: number | null
  readonly weeks: Weeks | null
}

export interface ServiceTask extends Task {
  readonly service: string
  readonly accountId: string
  readonly cardId: string
}

/** Load and late work of each service, without anybody's name and without order of merit: by the names of services. */
export function loadsOfServices(tasks: readonly ServiceTask[], today: CalendarDate): ServiceLoad[] {
  return [...Map.groupBy(tasks, ({ service }) => service)]
    .map(([service, own]): ServiceLoad => {
      const people = new Set(own.map(({ accountId }) => accountId)).size
      const cards = new Map(own.map((task) => [task.cardId, task]))
      const late = [...cards.values()].filter(({ dueOn }) => dueOn !== null && dueOn < today).length
      const isTold = people >= fewestPeople
      return {
        service,
        people,
        openCards: cards.size,
        late: isTold ? late : null,
        weeks: isTold ? loadOf(own, today) : null,
      }
    })
    .sort((a, b) => a.service.localeCompare(b.service, 'fr'))
}
