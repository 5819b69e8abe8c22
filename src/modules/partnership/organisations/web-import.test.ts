import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#kernel/roles.ts'
import { emptyDirectory } from '#test/empty-directory.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
afterEach(() => emptyDirectory(world))

const path = '/organisations/fichiers/nouveau'
const send = (browser: Browser, nature: string, ...lines: string[]) =>
  browser.post(path, { nature, fichier: new File([lines.join('\n')], 'liste.csv') })
const hidden = (page: string) => ({
  nature: /name="nature" value="(\w+)"/.exec(page)?.[1] ?? '',
  nom: 'liste.csv',
  contenu: /name="contenu" value="([^"]+)"/.exec(page)?.[1] ?? '',
})
const count = async () => (await world.db.selectFrom('organisations').select('id').execute()).length

describe('a file through the pages', () => {
  test('says what it would do, writes nothing, then writes it once', async () => {
    const agent = await world.as('agent')
    const shown = await send(agent, 'organisations', 'nom;siren', 'Roller;450324660', 'Jardin;552100554')
    expect(shown.status).toBe(200)
    const page = await shown.text()
    expect(page).toContain('2 créées, 0 modifiées')
    expect(await count()).toBe(0)
    await Promise.all(Array.from({ length: 10 }, () => agent.post(`${path}/confirmation`, hidden(page))))
    expect(await count()).toBe(2)
    const again = await send(
      agent,
      'organisations',
      'nom;siren',
      'Roller du Lac;450324660',
      'Jardin;552100554',
    )
    expect(await again.text()).toContain('0 créées, 1 modifiées, 1 inchangées')
  })

  test('faulty lines are shown with what to do, and the good ones kept only when asked', async () => {
    const agent = await world.as('agent')
    const shown = await send(
      agent,
      'grants',
      'beneficiaire;montant;date',
      'Roller;NC;2026-01-01',
      'Chorale;300;2026-01-01',
    )
    expect(shown.status).toBe(422)
    const page = await shown.text()
    expect(page).toContain('écrivez des chiffres')
    expect((await agent.post(`${path}/confirmation`, hidden(page))).status).toBe(422)
    expect(await count()).toBe(0)
    expect((await agent.post(`${path}/confirmation`, { ...hidden(page), garder: 'oui' })).status).toBe(303)
    expect(await count()).toBe(1)
  })

  test('columns that nobody knows are chosen once, and remembered for the next file with those headers', async () => {
    const agent = await world.as('agent')
    const lines = ['Intitulé|Immatriculation|Depuis', 'Roller|450 324 660|12/03/1990'] as const
    const asked = await send(agent, 'organisations', ...lines)
    expect(asked.status).toBe(422)
    const page = await asked.text()
    expect(page).toContain('Immatriculation')
    const read = await agent.post(`${path}/lecture`, {
      ...hidden(page),
      colonne_name: '0',
      colonne_siren: '1',
      colonne_founded: '2',
    })
    expect(await read.text()).toContain('1 créées')
    const next = await send(agent, 'organisations', lines[0], 'Jardin|552 100 554|01/01/2001')
    expect(next.status).toBe(200)
    const shown = await next.text()
    await agent.post(`${path}/confirmation`, hidden(shown))
    expect(
      await world.db
        .selectFrom('organisation_values')
        .select('value')
        .where('field', '=', 'founded_on')
        .execute(),
    ).toEqual([{ value: '2001-01-01' }])
  })

  test('no file, an unreadable one: the form comes back', async () => {
    const agent = await world.as('agent')
    expect((await agent.post(path, { nature: 'grants' })).status).toBe(422)
    expect((await send(agent, 'grants', '')).status).toBe(422)
  })

  test('every other role finds none of these pages', async () => {
    const agent = await world.as('agent')
    const form = hidden(await (await send(agent, 'organisations', 'nom;siren', 'Roller;450324660')).text())
    const allowed = ['agent', 'manager', 'director_general', 'finance_officer', 'administrator']
    for (const role of [null, ...roles.filter((each) => !allowed.includes(each))]) {
      const browser = await world.as(role)
      expect([role, (await browser.get(path)).status]).toEqual([role, 404])
      for (const rest of ['', '/colonnes', '/lecture', '/confirmation'])
        expect([role, rest, (await browser.post(path + rest, form)).status]).toEqual([role, rest, 404])
    }
    expect(await count()).toBe(0)
  })
})
