import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import {
  accessTo,
  canChangeObject,
  canKeepResources,
  canShare,
  canUseCalendars,
  canWriteTownCalendar,
} from './calendars.permissions.ts'
import { type CalendarKind, calendarKinds } from './calendars.rules.ts'

const actor = (role: Role): Actor => ({
  id: role,
  name: role,
  email: `${role}@x.example`,
  roles: new Set([role]),
})
const listed = (check: (actor: Actor) => boolean) => roles.filter((role) => check(actor(role)))
const inside = roles.filter((role) => townRoles.has(role))

const calendar = (kind: CalendarKind) => ({
  kind,
  ownerId: kind === 'personal' ? 'somebody' : null,
  serviceId: kind === 'team' ? 'voirie' : null,
  projectId: kind === 'project' ? 'archives' : null,
})
const alone = { ownerServiceId: 'voirie', share: null } as const
const from = (who: Actor | null, serviceId: string | null = null, ledServiceIds: readonly string[] = []) => ({
  actor: who,
  serviceId,
  ledServiceIds,
  projects: new Map<string, 'read' | 'write'>(),
})

describe('every role × every calendar', () => {
  test('who uses calendars, keeps rooms, announces for the town', () => {
    expect(listed(canUseCalendars)).toEqual(inside)
    expect(listed(canKeepResources)).toEqual(['manager', 'director_general', 'administrator'])
    expect(listed(canWriteTownCalendar)).toEqual(['manager', 'mayor', 'director_general', 'moderator'])
    expect([canUseCalendars(null), canKeepResources(null), canWriteTownCalendar(null)]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('what each may do by role alone, in no service', () => {
    for (const role of roles) {
      const seen = calendarKinds.map((kind) => accessTo(from(actor(role)), calendar(kind), alone))
      const announces = ['manager', 'mayor', 'director_general', 'moderator'].includes(role)
      const ofTheTown = inside.includes(role)
      expect([role, ...seen]).toEqual([
        role,
        ofTheTown ? 'busy' : null,
        ofTheTown ? 'read' : null,
        ofTheTown ? 'write' : null,
        ofTheTown ? 'write' : null,
        null,
        announces ? 'write' : 'read',
      ])
    }
  })

  test('a visitor knows of the town’s calendar alone', () => {
    expect(calendarKinds.map((kind) => accessTo(from(null), calendar(kind), alone))).toEqual([
      null,
      null,
      null,
      null,
      null,
      'read',
    ])
  })

  test('colleagues and whoever leads the service read, the owner writes', () => {
    const access = (standpoint: ReturnType<typeof from>) => accessTo(standpoint, calendar('personal'), alone)
    expect(access(from(actor('agent'), 'voirie'))).toBe('read')
    expect(access(from(actor('manager'), 'direction', ['voirie']))).toBe('read')
    expect(access(from(actor('agent'), 'culture'))).toBe('busy')
    expect(access(from({ ...actor('agent'), id: 'somebody' }, 'culture'))).toBe('write')
    expect(accessTo(from(actor('agent'), 'voirie'), calendar('team'), alone)).toBe('write')
  })

  test('a share opens to one person, from outside too, and never takes away', () => {
    const shared = (role: Role, share: 'read' | 'write', kind: CalendarKind) =>
      accessTo(from(actor(role)), calendar(kind), { ...alone, share })
    expect(shared('partner_officer', 'read', 'team')).toBe('read')
    expect(shared('partner_officer', 'write', 'team')).toBe('write')
    expect(shared('agent', 'read', 'room')).toBe('write')
    expect(shared('agent', 'write', 'personal')).toBe('write')
  })

  test('the calendar of a project is its team’s, from outside too, and nobody else’s', () => {
    const member = (role: Role, project: string, access: 'read' | 'write') =>
      accessTo({ ...from(actor(role)), projects: new Map([[project, access]]) }, calendar('project'), {
        ...alone,
        share: 'write',
      })
    expect(member('agent', 'archives', 'write')).toBe('write')
    expect(member('partner_officer', 'archives', 'read')).toBe('read')
    expect(member('director_general', 'guichet', 'write')).toBe(null)
  })

  test('a booking is changed by whoever made it and by those who keep the rooms', () => {
    const may = (role: Role) => canChangeObject(actor(role), { kind: 'room' }, { createdBy: 'agent' })
    expect(roles.filter(may)).toEqual(['agent', 'manager', 'director_general', 'administrator'])
    expect(canChangeObject(actor('agent'), { kind: 'team' }, { createdBy: 'other' })).toBe(true)
  })

  test('a personal calendar is shared by its owner alone', () => {
    expect(listed((who) => canShare(who, { kind: 'personal', ownerId: 'agent' }))).toEqual(['agent'])
    expect(listed((who) => canShare(who, { kind: 'project', ownerId: null }))).toEqual([])
  })
})
