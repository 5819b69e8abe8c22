import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProcess, takeAct } from '#test/made-process.ts'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const population = [
  'dimension;categorie;habitants',
  'quartier;Les Tanneries;12000',
  'quartier;La Gare;28000',
  'âge;0-14;7000',
  'age;15-29;8000',
  'age;30-44;7000',
  'age;45 à 59 ans;7000',
  'age;60-74;6500',
  'age;75 et plus;4500',
  'genre;femmes;20900',
  'genre;hommes;19100',
].join('\n')

async function bring(text: string, source = 'Recensement d’essai'): Promise<Response> {
  const fichier = new File([text], 'population.csv', { type: 'text/csv' })
  return (await world.as('manager')).post('/demarches/population', { fichier, source, annee: '2023' })
}

const page = async (role: 'agent' | null, path: string) =>
  (await (await (await world.as(role)).get(path)).text()).replace(/[\u00a0\u202f]/g, ' ')

const count = (more: Readonly<Record<string, string>>) => ({
  cle: randomUUID(),
  jour: '2026-11-23',
  canal: 'in_person',
  phase: '',
  quartier: '',
  age: '',
  genre: '',
  ...more,
})

async function close(path: string): Promise<void> {
  expect((await takeAct(world, 'manager', path, 'close', { motif: 'Fin avancée' })).status).toBe(303)
}

describe('the reference population', () => {
  test('comes from a table, with its source and year, once, by an act that the journal reads', async () => {
    expect((await bring(population)).status).toBe(303)
    expect((await bring(population)).status).toBe(422)
    const shown = await page(null, '/demarches/population')
    for (const words of ['Les Tanneries', '28 000', 'Recensement d’essai, 2023', 'fictive'])
      expect(shown).toContain(words)
    expect(await page(null, '/journal')).toContain('Population de référence apportée')
  })

  test('each faulty line is named with its remedy, and nothing is kept', async () => {
    const faulty = `${population}\nâge;20-25;12\nquartier;La Gare;3\nville;x;1\ngenre;femmes;beaucoup`
    const answer = await bring(faulty, 'Fautif')
    const text = (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
    expect(answer.status).toBe(422)
    for (const words of ['Ligne 12 : catégorie inconnue', 'Ligne 14 : la dimension', 'Ligne 15 : le nombre'])
      expect(text).toContain(words)
    expect(await page(null, '/demarches/population')).not.toContain('Fautif')
    const columns = await bring('a;b\n1;2', 'Sans colonnes')
    expect([columns.status, (await columns.text()).includes('il faut les colonnes')]).toEqual([422, true])
  })
})

describe('who took part', () => {
  test('the detail waits for the close, beside the town, with its margin, and small counts never show', async () => {
    const path = await makeProcess(world, 'Qui est venu', 'open')
    const agent = await world.as('agent')
    const send = async (form: Readonly<Record<string, string>>) =>
      expect((await agent.post(`${path}/participants`, count(form))).status).toBe(303)
    await send({ nombre: '80', quartier: 'les-tanneries', age: '60_74', genre: 'woman' })
    await send({ nombre: '40', quartier: 'la-gare', age: '45_59', genre: 'man', canal: 'paper' })
    await send({ nombre: '3', quartier: 'la-gare', age: '15_29', genre: 'other', canal: 'online' })
    expect(await page(null, path)).toContain('123 personnes comptées')
    const waiting = await page(null, `${path}/participants`)
    expect(waiting).toContain('Le détail paraît à la clôture')
    expect(waiting).not.toContain('Les Tanneries')
    expect(await page('agent', `${path}/participants`)).toContain('Les Tanneries')
    await close(path)
    const shown = await page(null, `${path}/participants`)
    expect(shown).toContain('plus présents qu’en ville')
    expect(shown).toContain('moins présents qu’en ville')
    // 80 of 123 live in Les Tanneries: Wilson, 56 to 73 %.
    expect(shown).toContain('65 % (56 % à 73 %)')
    expect(shown).toContain('non montré')
    expect(shown).not.toMatch(/data-label="Personnes">\s*[0-4]\s*</)
    // Three online: hiding them alone would show them by subtraction, so another is hidden too.
    const channels = shown.slice(shown.indexOf('Par quel moyen'), shown.indexOf('Par quartier'))
    expect(channels.match(/non montré/g)).toHaveLength(2)
    // Entries by hand are the services’ own.
    expect(shown).not.toContain('Comptes saisis à la main')
  })

  test('fewer than five people are not counted in public', async () => {
    const path = await makeProcess(world, 'Quatre personnes', 'open')
    const agent = await world.as('agent')
    await agent.post(`${path}/participants`, count({ nombre: '4', quartier: 'la-gare' }))
    await close(path)
    for (const place of [path, `${path}/participants`]) {
      const shown = await page(null, place)
      expect([place, shown.includes('Moins de 5 personnes')]).toEqual([place, true])
      expect(shown).not.toContain('4 personnes')
    }
    const json = await (await (await world.as(null)).get('/api/v1/processes/quatre-personnes')).json()
    expect(json).toMatchObject({ participants: null })
  })

  test('fifty identical posts count once; a correction takes it back with its reason', async () => {
    const path = await makeProcess(world, 'Compter une fois', 'open')
    const agent = await world.as('agent')
    const form = count({ nombre: '25' })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => agent.post(`${path}/participants`, form)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await page(null, path)).toContain('25 personnes comptées')
    const id = /participants\/([0-9a-f-]{36})\/correction/.exec(
      await page('agent', `${path}/participants`),
    )?.[1]
    const reverse = (motif: string) => agent.post(`${path}/participants/${id}/correction`, { motif })
    expect((await reverse('')).status).toBe(422)
    const back = await Promise.all(Array.from({ length: 10 }, () => reverse('Feuille comptée deux fois')))
    expect(back.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(409)])
    expect(await page(null, path)).toContain('Moins de 5 personnes')
  })

  test('nobody is counted before the opening, in the future, or as nobody', async () => {
    const signed = await makeProcess(world, 'Pas encore ouverte', 'signed')
    const open = await makeProcess(world, 'Bientôt', 'open')
    const agent = await world.as('agent')
    const status = async (path: string, form: Readonly<Record<string, string>>) =>
      (await agent.post(`${path}/participants`, count(form))).status
    expect(await status(signed, { nombre: '5' })).toBe(422)
    expect(await status(open, { nombre: '5', jour: '2026-11-24' })).toBe(422)
    expect(await status(open, { nombre: '0' })).toBe(422)
    expect(await status(open, { nombre: '5', jour: '2026-11-01' })).toBe(422)
  })
})
