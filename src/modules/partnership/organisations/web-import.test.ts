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

  test('a long file of grants: what is read so far is shown, then what it would do; confirmed, what is written', async () => {
    const agent = await world.as('agent')
    const rows = Array.from({ length: 5000 }, (_, index) =>
      index === 4999 ? 'Chorale;;NC' : `Comité ${index % 50};W86${1_000_000 + (index % 50)};12,50`,
    )
    const read = await send(agent, 'grants', 'beneficiaire;rna;montant', ...rows)
    expect(read.status).toBe(200)
    const page = (await read.text()).replaceAll('\u202f', '')
    expect([...page.matchAll(/<li>(\d+) lignes lues sur 5000<\/li>/g)].map(([, done]) => done)).toEqual([
      '1000',
      '2000',
      '3000',
      '4000',
      '4999',
    ])
    expect(page).toContain('4999 versements')
    expect(page).toContain('écrivez des chiffres')
    expect(page.match(/<h1>/g)).toHaveLength(1)
    expect(page).toMatch(/<\/main>[\s\S]*<\/html>$/)
    expect(await count()).toBe(0)
    const refused = await (await agent.post(`${path}/confirmation`, hidden(page))).text()
    expect(refused).toContain('Rien n’est écrit')
    const written = await agent.post(`${path}/confirmation`, { ...hidden(page), garder: 'oui' })
    const grown = (await written.text()).replaceAll('\u202f', '')
    expect(
      [...grown.matchAll(/<li>(\d+) versements écrits sur 4999<\/li>/g)].map(([, done]) => done),
    ).toEqual(['2500', '4999'])
    expect(grown).toContain('Fichier versé\u00a0: 4999 lignes')
    expect(await count()).toBe(50)
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
