import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectDone } from '#test/budget-edition.ts'
import { dossierFields, makeApplication, makeCall } from '#test/made-call.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'

let world: World
let applicant: Browser
beforeAll(async () => {
  world = await makeWorld()
  applicant = await world.as('organisation_officer')
})
afterAll(() => world.close())

const byItself = { accept: 'application/json' }

async function kept(id: string) {
  const row = await world.db
    .selectFrom('applications')
    .select(['title', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return [row.title, row.version]
}

describe('a draft that the page saves by itself', () => {
  test('answers the version to go on with, and the hour', async () => {
    const { id, path } = await makeApplication(world, await makeCall(world), {}, { send: false })
    const saved = await applicant.post(path, { version: '2', ...dossierFields, titre: 'Mieux' }, byItself)
    expect([saved.status, await saved.json()]).toEqual([
      200,
      { version: 3, message: 'Brouillon gardé à 10:00.' },
    ])
    expect(await kept(id)).toEqual(['Mieux', 3])
    await expectDone(applicant.post(path, { version: '3', ...dossierFields, titre: 'Au bouton' }))
    expect(await kept(id)).toEqual(['Au bouton', 4])
  })

  test('overwrites nothing that somebody else saved; the button then shows both', async () => {
    const { id, path } = await makeApplication(world, await makeCall(world), {}, { send: false })
    await expectDone(
      applicant.post(path, { version: '2', ...dossierFields, titre: 'Le leur', depense_2: 'Graines' }),
    )
    const mine = { version: '2', ...dossierFields, titre: 'Le mien' }
    const refused = await applicant.post(path, mine, byItself)
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { message: expect.stringContaining('Rien n’est écrasé') },
    ])
    expect(await kept(id)).toEqual(['Le leur', 3])
    const shown = await applicant.post(path, mine)
    const page = await shown.text()
    expect(shown.status).toBe(409)
    expect(page).toContain('value="Le mien"')
    expect(page).toMatch(/<dt>Titre du projet<\/dt><dd>Le leur<\/dd>/)
    expect(page).toMatch(/<dt>Dépense 2<\/dt><dd>Graines<\/dd>/)
    expect(page.match(/<dt>/g)).toHaveLength(2)
    expect(page).toContain('name="version" value="3"')
    expect(await kept(id)).toEqual(['Le leur', 3])
  })

  test('is nobody else’s, and changes no more once it is sent', async () => {
    const { id, path } = await makeApplication(world, await makeCall(world), {}, { send: false })
    const stolen = { version: '2', ...dossierFields, titre: 'Volé' }
    for (const role of [null, 'agent', 'resident'] as const) {
      const stranger = await world.as(role)
      const answer = await stranger.post(path, stolen, byItself)
      expect([role, answer.status, await answer.json()]).toEqual([role, 404, { error: 'not_found' }])
    }
    await expectDone(applicant.post(`${path}/envoi`))
    const late = await applicant.post(path, { ...stolen, version: '3' }, byItself)
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { message: expect.stringContaining('vient d’être envoyée') },
    ])
    expect((await kept(id))[0]).toBe('Un jardin sous les fenêtres')
  })
})
