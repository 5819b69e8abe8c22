import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { count, enterVote, expectDone, makeEdition, vote } from '#test/budget-edition.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { budgetCountCommand } from '../../../cli/budget.command.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'budget-edition-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const recounted = z.object({ selected: z.array(z.string()), voters: z.number(), total_cost: z.string() })

/** Downloads the published file, and counts it by the command that the result page gives. */
async function recount(edition: string, page: string, area = 1) {
  const file = await (await world.as(null)).get(`${edition}/bulletins/${area}.pb`)
  const text = await file.text()
  const commands = [...page.matchAll(/bin\/faire-commune budget count (\S+) ([^<]+)/g)]
  const [, name = '', options = ''] = commands[area - 1] ?? []
  expect(file.headers.get('content-disposition')).toContain(`"${name}"`)
  await writeFile(path.join(folder, name), text)
  const out: string[] = []
  const code = await budgetCountCommand.run([name, ...options.trim().split(' '), '--json'], {
    cwd: folder,
    out: (line) => out.push(line),
    err: (line) => out.push(line),
  })
  expect([code, out.length]).toEqual([0, 1])
  return { text, counted: recounted.parse(JSON.parse(out[0] ?? '')) }
}

async function selectedOf(id: string, area = 1): Promise<string[]> {
  const rows = await world.db
    .selectFrom('budget_outcomes')
    .innerJoin('budget_projects', 'budget_projects.id', 'budget_outcomes.project_id')
    .select('reference')
    .where('budget_outcomes.edition_id', '=', id)
    .where('budget_outcomes.area', '=', area)
    .where('rank', 'is not', null)
    .orderBy('rank')
    .execute()
  return rows.map((row) => row.reference)
}

describe('the count', () => {
  test('most votes first: who won and why, who lost and what was missing, and the file gives it again', async () => {
    const { path: edition, id } = await makeEdition(world)
    const secrets = [
      await vote(world, edition, [4]),
      await vote(world, edition, [4, 1]),
      await vote(world, edition, [4, 1]),
      await vote(world, edition, [2, 1]),
      await vote(world, edition, [3]),
    ]
    await count(world, edition)
    const page = await (await (await world.as(null)).get(`${edition}/resultats`)).text()
    // 4 and 1 have three votes each: the lot says which is first, and 8 000 + 3 000 do not fit together.
    const { text, counted } = await recount(edition, page)
    expect(await selectedOf(id)).toEqual(counted.selected)
    expect(counted.voters).toBe(5)
    expect(page).toContain('projets recommandés sur 4, par 5 bulletins')
    expect(page).toMatch(/À la fin il restait [^:]+\s: il manquait/)
    expect(page).toContain('tirage au sort')
    for (const secret of secrets)
      expect(text).toContain(`\n${createHash('sha256').update(secret).digest('hex').slice(0, 20)};`)
    expect(text).not.toMatch(/age|sex|district|subunit/)
    const hash = createHash('sha256').update(text).digest('hex')
    expect(page).toContain(hash)
    const sealed = await world.db
      .selectFrom('official_acts')
      .select('details')
      .where('subject_id', '=', id)
      .where('act', '=', 'seal')
      .executeTakeFirstOrThrow()
    expect(sealed.details).toEqual({ ballots: 5, sha256_1: hash })
    const receipt = await (
      await (await world.as(null)).post(`${edition}/recu`, { recu: secrets[0] ?? '' })
    ).text()
    expect(receipt).toContain('Tous les bulletins sont publiés')
  })

  test('the text of the lot was committed to before the vote', async () => {
    const { path: edition } = await makeEdition(world)
    const before = await (await (await world.as(null)).get(edition)).text()
    const commitment = /<code class="wrap">([0-9a-f]{64})<\/code>/.exec(before)?.[1]
    await vote(world, edition, [1])
    await count(world, edition)
    const page = await (await (await world.as(null)).get(`${edition}/resultats`)).text()
    const seed = /publiée avant le vote\s:\s*<code class="wrap">([^<]+)<\/code>/.exec(page)?.[1] ?? ''
    expect(seed.length).toBeGreaterThanOrEqual(16)
    expect(createHash('sha256').update(seed).digest('hex')).toBe(commitment)
    expect(before).not.toContain(seed)
  })

  test('equal shares: a group has its part, and the page says who paid what', async () => {
    const { path: edition, id } = await makeEdition(world, { regle: 'shares_greedy', egalites: 'votes' })
    // Six of ten want the playground, which would take most of the money; four want the garden, and can pay for it.
    for (let index = 0; index < 6; index += 1) await vote(world, edition, [4])
    for (let index = 0; index < 4; index += 1) await vote(world, edition, [2])
    await count(world, edition)
    const page = await (await (await world.as(null)).get(`${edition}/resultats`)).text()
    expect(await selectedOf(id)).toContain('2')
    expect(page).toContain('Chacun des 10 votants avait 1\u202f000\u00a0€ à dépenser.')
    expect(page).toContain('4 personnes l’ont payé ensemble, 1\u202f000\u00a0€ chacune.')
    expect(page).toMatch(/Ses soutiens n’avaient plus que 6\s000\s€ à eux tous\s: il manquait 2\s000\s€/)
    expect(page).toContain('Ce que d’autres façons de compter auraient donné')
    const { counted } = await recount(edition, page)
    expect(counted.selected).toEqual(await selectedOf(id))
  })

  test('points and budget-limited ballots are published and counted again', async () => {
    const { path: edition, id } = await makeEdition(world, {
      bulletin: 'points',
      points: '6',
      regle: 'shares',
    })
    for (const points of [{ 'points-1': '6' }, { 'points-2': '4', 'points-3': '2' }, { 'points-4': '1' }]) {
      const { visitor, form } = await enterVote(world, edition)
      expect((await visitor.post(`${edition}/bulletin`, { ...form, ...points })).status).toBe(200)
    }
    await count(world, edition)
    const page = await (await (await world.as(null)).get(`${edition}/resultats`)).text()
    const { text, counted } = await recount(edition, page)
    expect(text).toMatch(/;2,3;4,2\n/)
    expect(counted.selected).toEqual(await selectedOf(id))
  })

  test('districts are counted apart, each with its file and its money', async () => {
    const { path: edition, id } = await makeEdition(
      world,
      { perimetre: 'districts', enveloppe: '', secteurs: 'Centre ; 5 000\nGare ; 2 000' },
      { open: false },
    )
    await expectDone(
      (await world.as('agent')).post(`${edition}/projets/nouveau`, {
        titre: 'Fresque',
        description: '',
        lieu: '',
        cout: '1 900',
        secteur: '2',
      }),
    )
    await expectDone((await world.as('manager')).post(`${edition}/ouverture`))
    const central = await enterVote(world, edition)
    const stranger = await central.visitor.post(`${edition}/bulletin`, { ...central.form, projet: '5' })
    expect(stranger.status).toBe(422)
    await central.visitor.post(`${edition}/bulletin`, { ...central.form, projet: '1' })
    const { visitor, form } = await enterVote(world, edition, { secteur: '2' })
    await visitor.post(`${edition}/bulletin`, { ...form, projet: '5' })
    await count(world, edition)
    const page = await (await (await world.as(null)).get(`${edition}/resultats`)).text()
    const [centre, gare] = [await recount(edition, page, 1), await recount(edition, page, 2)]
    // What nobody chose is funded last, where it fits.
    expect([centre.counted.selected, gare.counted.selected]).toEqual([['1', '3'], ['5']])
    expect(await selectedOf(id, 2)).toEqual(['5'])
    expect(gare.text).toContain('subunit;Gare')
    expect(page).toContain('L’argent par quartier')
  })

  test('nobody closes early, nobody counts twice, and an empty vote has a result too', async () => {
    const { path: edition, id } = await makeEdition(world)
    const manager = await world.as('manager')
    const early = await manager.post(`${edition}/depouillement`)
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('n’est pas terminé')])
    await count(world, edition)
    const twice = await Promise.all(
      Array.from({ length: 10 }, () => manager.post(`${edition}/depouillement`)),
    )
    expect(new Set(twice.map((answer) => answer.status))).toEqual(new Set([422]))
    const acts = await world.db
      .selectFrom('official_acts')
      .select('act')
      .where('subject_id', '=', id)
      .execute()
    expect(acts.map(({ act }) => act).sort()).toEqual(['count', 'open', 'seal'])
    const page = await (await world.as(null)).get(`${edition}/resultats`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('par 0 bulletins')])
  })
})
