import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import { afterVote, count, expectDone, makeEdition, recordDeliberation, vote } from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { testInstant } from '#test/test-town.ts'

let world: World
let path: string
let deliberation: string
beforeAll(async () => {
  world = await makeWorld()
  const edition = await makeEdition(world)
  path = edition.path
  for (const chosen of [[1], [1, 2], [2], [3], [4]]) await vote(world, path, chosen)
  deliberation = await recordDeliberation(world, 'Suites données au vote')
  await count(world, path)
})
afterAll(async () => {
  world.setNow(testInstant)
  await world.close()
})

const accepted = () => ({
  decision: 'accepted',
  deliberation,
  motif: '',
  echeance: '2027-03-31',
  service: 'Espaces verts',
})

describe('the council', () => {
  test('decides: a winner is only recommended before, and nothing is committed (PAR-12)', async () => {
    const page = await (await (await world.as(null)).get(`${path}/projets/1`)).text()
    expect(page).toContain('Recommandé')
    expect(page).toContain('Aucune dépense n’est engagée avant la délibération du conseil')
    const agent = await world.as('agent')
    const early = await agent.post(`${path}/projets/1/etapes`, { etape: 'Plans', echeance: '2027-01-31' })
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Aucune étape avant')])
    const facts = { has_council_rules: true, council_decision: 'none' }
    expect(evaluate('PAR-12', facts, calendarDate('2026-12-07'))).toMatchObject({
      ok: true,
      value: { value: 'recommended' },
    })
  })

  test('accepts: a commitment with its day, told to those who follow, delivered late only with a reason', async () => {
    const resident = await world.as('resident')
    await expectDone(resident.post(`${path}/projets/1/suivre`, { suivre: 'oui' }))
    const legal = await world.as('legal_officer')
    const bare = await legal.post(`${path}/projets/1/decision`, { ...accepted(), echeance: '', service: '' })
    expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('livraison est promise')])
    const decided = await Promise.all(
      Array.from({ length: 50 }, () => legal.post(`${path}/projets/1/decision`, accepted())),
    )
    expect(decided.filter((answer) => answer.status === 303)).toHaveLength(1)
    const commitments = await world.db
      .selectFrom('commitments')
      .select(['kind', 'label', 'path', 'responsible', 'due_on'])
      .where('source_kind', '=', 'budget_project')
      .execute()
    expect(commitments).toEqual([
      {
        kind: 'winner',
        label: 'Bancs à l’ombre',
        path: `${path}/projets/1`,
        responsible: 'Espaces verts',
        due_on: '2027-03-31',
      },
    ])
    const notices = await world.db.selectFrom('notices').select('event').execute()
    expect(notices.filter(({ event }) => event.startsWith('budget_project:'))).toHaveLength(1)

    const agent = await world.as('agent')
    const page = await (await agent.get(`${path}/projets/1`)).text()
    const step = /projets\/1\/etapes\/([0-9a-f-]{36})/.exec(page)?.[1]
    world.setNow(new Date('2027-04-10T09:00:00Z'))
    expect(await (await (await world.as(null)).get(`${path}/projets/1`)).text()).toContain('En retard')
    const silent = await agent.post(`${path}/projets/1/etapes/${step}`, { fait_le: '2027-04-09' })
    expect([silent.status, await silent.text()]).toEqual([422, expect.stringContaining('dites pourquoi')])
    const future = await agent.post(`${path}/projets/1/etapes/${step}`, { fait_le: '2027-05-01', motif: 'x' })
    expect(future.status).toBe(422)
    await expectDone(
      agent.post(`${path}/projets/1/etapes/${step}`, { fait_le: '2027-04-09', motif: 'Livraison du bois.' }),
    )
    world.setNow(afterVote)
    const delivered = await world.db
      .selectFrom('commitments')
      .select(['delivered_on', 'late_reason'])
      .where('source_kind', '=', 'budget_project')
      .execute()
    expect(delivered).toEqual([{ delivered_on: '2027-04-09', late_reason: 'Livraison du bois.' }])
  })

  test('shows the photo of a step without what the camera wrote in it; an SVG and an undescribed photo are refused', async () => {
    const agent = await world.as('agent')
    await expectDone(agent.post(`${path}/projets/1/etapes`, { etape: 'Plantation', echeance: '2027-02-28' }))
    const page = await (await agent.get(`${path}/projets/1`)).text()
    const step = [...page.matchAll(/projets\/1\/etapes\/([0-9a-f-]{36})/g)].at(-1)?.[1]
    const taken = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#2a7' } })
      .withExif({ IFD0: { Artist: 'Quelqu’un' } })
      .jpeg()
      .toBuffer()
    const done = { fait_le: '2026-12-01', note: '', motif: '', photo_texte: 'Les arbres plantés' }
    const photo = new Blob([new Uint8Array(taken)], { type: 'image/jpeg' })
    const bare = await agent.post(`${path}/projets/1/etapes/${step}`, { ...done, photo_texte: '', photo })
    expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('Décrivez la photo')])
    const drawing = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/jpeg' })
    expect((await agent.post(`${path}/projets/1/etapes/${step}`, { ...done, photo: drawing })).status).toBe(
      422,
    )
    await expectDone(agent.post(`${path}/projets/1/etapes/${step}`, { ...done, photo }))
    const visitor = await world.as(null)
    expect(await (await visitor.get(`${path}/projets/1`)).text()).toContain('alt="Les arbres plantés"')
    const shown = await visitor.get(`${path}/projets/1/photos/${step}`)
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('Quelqu')).toBe(false)
  })

  test('refuses: only with reasons, which everybody reads; what lost does not go to the council', async () => {
    const mayor = await world.as('mayor')
    const refusal = { decision: 'refused', deliberation, echeance: '', service: '' }
    const silent = await mayor.post(`${path}/projets/2/decision`, { ...refusal, motif: '' })
    expect([silent.status, await silent.text()]).toEqual([422, expect.stringContaining('Un refus se motive')])
    const unknown = await mayor.post(`${path}/projets/2/decision`, {
      ...refusal,
      deliberation: '00000000-0000-4000-8000-000000000000',
      motif: 'Non.',
    })
    expect(unknown.status).toBe(422)
    await expectDone(
      mayor.post(`${path}/projets/2/decision`, { ...refusal, motif: 'Le terrain n’est pas à la ville.' }),
    )
    const page = await (await (await world.as(null)).get(`${path}/projets/2`)).text()
    expect(page).toContain('Refusé par le conseil')
    expect(page).toContain('Le terrain n’est pas à la ville.')
    const results = await (await (await world.as(null)).get(`${path}/resultats`)).text()
    expect(results).toContain('Refusé par le conseil')
    const lost = await mayor.post(`${path}/projets/4/decision`, { ...refusal, motif: 'Non.' })
    expect([lost.status, await lost.text()]).toEqual([422, expect.stringContaining('Seuls les projets')])
    const journal = await (await (await world.as(null)).get('/journal')).text()
    expect(journal).toContain('Projet refusé par le conseil')
  })
})
