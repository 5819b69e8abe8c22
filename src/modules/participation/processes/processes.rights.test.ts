import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type Role, roles } from '#kernel/roles.ts'
import { makeProcess } from '#test/made-process.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import {
  actsOpenTo,
  canEditProcess,
  canManageProcess,
  canPrepareProcess,
  canSeeProcess,
  canSetCampaigns,
  canSetPopulation,
} from './processes.permissions.ts'
import { processStatuses } from './processes.rules.ts'

const actor = (...held: Role[]): Actor => ({
  id: held.join(),
  name: held.join(),
  email: 'x@x.example',
  roles: new Set(held),
})
const who = (may: (role: Actor) => boolean) => roles.filter((role) => may(actor(role)))

describe('every role × every act', () => {
  const town = roles.filter((role) => !['resident', 'organisation_officer', 'partner_officer'].includes(role))

  test('everybody reads what was signed; the town reads its drafts too', () => {
    expect(canSeeProcess(null, { status: 'signed', signedOn: null })).toBe(false)
    expect(who((one) => canSeeProcess(one, { status: 'draft', signedOn: null }))).toEqual(town)
    expect(who((one) => canSeeProcess(one, { status: 'abandoned', signedOn: null }))).toEqual(town)
  })

  test('services and elected members prepare; nobody edits after the draft', () => {
    const preparing = ['agent', 'manager', 'elected_member', 'mayor', 'director_general']
    expect(who(canPrepareProcess)).toEqual(preparing)
    expect(who((one) => canEditProcess(one, { status: 'draft' }))).toEqual(preparing)
    for (const status of processStatuses.slice(1))
      expect([status, who((one) => canEditProcess(one, { status }))]).toEqual([status, []])
  })

  test('acts: who may do what, from each status', () => {
    const table = Object.fromEntries(
      processStatuses.map((status) => [
        status,
        Object.fromEntries(
          roles
            .map((role) => [role, actsOpenTo(actor(role), { status })] as const)
            .filter(([, acts]) => acts.length > 0),
        ),
      ]),
    )
    expect(table).toEqual({
      draft: { mayor: ['sign', 'abandon'], director_general: ['abandon'] },
      signed: {
        manager: ['open'],
        mayor: ['open', 'extend', 'abandon'],
        director_general: ['open', 'extend', 'abandon'],
      },
      open: {
        manager: ['close'],
        mayor: ['extend', 'close', 'abandon'],
        director_general: ['extend', 'close', 'abandon'],
      },
      closed: { mayor: ['answer'] },
      answered: {},
      abandoned: {},
    })
    expect(processStatuses.flatMap((status) => actsOpenTo(null, { status }))).toEqual([])
  })

  test('the services count; the references have their own keepers', () => {
    expect(who((one) => canManageProcess(one, { status: 'open' }))).toEqual([
      'agent',
      'manager',
      'director_general',
    ])
    expect(who((one) => canManageProcess(one, { status: 'abandoned' }))).toEqual([])
    expect(who(canSetPopulation)).toEqual(['manager', 'director_general', 'data_protection_officer'])
    expect(who(canSetCampaigns)).toEqual(['director_general', 'legal_officer'])
  })
})

describe('every route × every role', () => {
  let world: World
  let draft: string
  let open: string
  let closed: string
  beforeAll(async () => {
    world = await makeWorld()
    draft = await makeProcess(world, 'Droits du brouillon', 'draft')
    open = await makeProcess(world, 'Droits de la démarche ouverte', 'open')
    closed = await makeProcess(world, 'Droits de la démarche close', 'closed')
  })
  afterAll(() => world.close())

  const preparing: readonly Role[] = ['agent', 'manager', 'elected_member', 'mayor', 'director_general']
  const counting: readonly Role[] = ['agent', 'manager', 'director_general']
  const town: readonly Role[] = roles.filter(
    (role) => !['resident', 'organisation_officer', 'partner_officer'].includes(role),
  )

  test('pages', async () => {
    const everybody = [null, ...roles]
    const slug = open.split('/')[2]
    const readers: readonly (readonly [string, readonly (Role | null)[]])[] = [
      ['/demarches', everybody],
      ['/demarches.atom', everybody],
      ['/api/v1/processes', everybody],
      [`/api/v1/processes/${slug}`, everybody],
      ['/demarches/population', everybody],
      ['/demarches/campagnes-electorales', everybody],
      ['/engagements', everybody],
      ['/api/v1/commitments', everybody],
      [open, everybody],
      [`${open}/cout`, everybody],
      [`${open}/participants`, everybody],
      [draft, town],
      [`${draft}/cout`, town],
      [`${draft}/participants`, town],
      ['/demarches/nouvelle', preparing],
      [`${draft}/cadre`, preparing],
      [`${draft}/calendrier`, preparing],
      [`${draft}/promesse`, preparing],
      [`${draft}/information`, preparing],
      [`${open}/cadre`, []],
      [`${closed}/reponses`, ['mayor']],
      [`${open}/reponses`, []],
    ]
    for (const role of everybody) {
      const browser = await world.as(role)
      for (const [path, allowed] of readers)
        expect([role, path, (await browser.get(path)).status]).toEqual([
          role,
          path,
          allowed.includes(role) ? 200 : 404,
        ])
    }
  })

  test('forms: empty ones come back to those who may send them, and do not exist for the others', async () => {
    const id = crypto.randomUUID()
    const senders: readonly (readonly [string, readonly Role[], number])[] = [
      ['/demarches/nouvelle', preparing, 422],
      [`${draft}/cadre`, preparing, 422],
      [`${draft}/information`, preparing, 422],
      [`${draft}/calendrier`, preparing, 422],
      [`${draft}/promesse`, preparing, 422],
      [`${closed}/reponses`, ['mayor'], 422],
      [`${open}/cout/heures`, counting, 422],
      [`${open}/cout/depenses`, counting, 422],
      [`${open}/participants`, counting, 422],
      [`${open}/cout/${id}/correction`, counting, 422],
      ['/demarches/population', ['manager', 'director_general', 'data_protection_officer'], 422],
      ['/demarches/campagnes-electorales', ['legal_officer', 'director_general'], 422],
    ]
    for (const role of [null, ...roles]) {
      const browser = await world.as(role)
      for (const [path, allowed, status] of senders)
        expect([role, path, (await browser.post(path, {})).status]).toEqual([
          role,
          path,
          role !== null && allowed.includes(role) ? status : 404,
        ])
    }
  })

  test('somebody else’s id is not found, and an act that is not theirs is refused', async () => {
    const id = crypto.randomUUID()
    const manager = await world.as('manager')
    const motif = { motif: 'x' }
    expect((await manager.post(`${open}/cout/${id}/correction`, motif)).status).toBe(404)
    expect((await manager.post(`${open}/cout/pas-un-id/correction`, motif)).status).toBe(404)
    expect((await manager.post(`${open}/participants/${id}/correction`, motif)).status).toBe(404)
    expect((await manager.post(`${open}/promesses/${id}`, motif)).status).toBe(404)
    expect((await manager.get('/demarches/inconnue')).status).toBe(404)
    const form = { acte: 'close', version: '1', motif: 'x', deliberation: '' }
    for (const role of [null, 'resident'] as const)
      expect((await (await world.as(role)).post(`${draft}/actes`, form)).status).toBe(404)
    for (const role of ['resident', 'agent', 'moderator'] as const)
      expect((await (await world.as(role)).post(`${open}/actes`, form)).status).toBe(422)
  })
})
