import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { lastLink, publish, textOf } from '#test/proposal-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await openProcess(world.db, 'libre')
  await openProcess(world.db, 'relue', { moderation: 'before' })
})
afterAll(() => world.close())

const decide = async (path: string, decision: string, raison = '', more = {}) =>
  (await world.as('moderator')).post(`${path}/moderation`, { decision, raison, explication: '', ...more })

/** Every public place where a title could leak. */
async function publicTexts(path: string): Promise<string> {
  const visitor = await world.as(null)
  const places = [
    '/propositions',
    '/propositions?tri=supported',
    '/propositions?q=zanzibar',
    '/propositions/export.csv',
    '/propositions/export.json',
    '/propositions/flux.atom',
    '/propositions/moderation/journal',
    '/journal',
    '/engagements',
    path,
    `${path}/historique`,
    `${path}/amendements`,
  ]
  return (await Promise.all(places.map(async (place) => textOf(visitor.get(place))))).join('\n')
}

describe('before publication', () => {
  test('what waits is nowhere but with its author and the moderators, and then it is published', async () => {
    const path = await publish(world, 'resident', 'relue', { titre: 'Zanzibar attend' })
    expect(await publicTexts(path)).not.toMatch(/Zanzibar/)
    expect(await textOf((await world.as('resident')).get(path))).toContain('attend d’être lue')
    const moderator = await world.as('moderator')
    expect(await textOf(moderator.get('/propositions/moderation'))).toContain('Zanzibar attend')
    expect((await decide(path, 'publish')).status).toBe(303)
    expect(await publicTexts(path)).toContain('Zanzibar attend')
    expect(await textOf(moderator.get('/propositions/moderation'))).not.toContain('Zanzibar attend')
    expect((await decide(path, 'publish')).status).toBe(422)
  })

  test('a refusal needs a reason of the charter; the author reads it, answers once, and the log says it without their words', async () => {
    const path = await publish(world, 'resident', 'relue', { titre: 'Zanzibar est nul' })
    expect((await decide(path, 'refuse')).status).toBe(422)
    expect((await decide(path, 'refuse', 'parce que')).status).toBe(422)
    const explication = 'La phrase trois vise votre voisin.'
    expect((await decide(path, 'refuse', 'insult', { explication })).status).toBe(303)
    const author = await world.as('resident')
    const page = await textOf(author.get(path))
    expect(page).toContain('Insulte ou attaque personnelle')
    expect(page).toContain(explication)
    expect(
      (await author.post(`${path}/moderation/reponse`, { message: 'Je retire la phrase.' })).status,
    ).toBe(303)
    expect((await author.post(`${path}/moderation/reponse`, { message: 'Encore.' })).status).toBe(422)
    expect(await textOf((await world.as('moderator')).get(path))).toContain('Je retire la phrase.')
    const everywhere = await publicTexts(path)
    expect(everywhere).toContain('Insulte ou attaque personnelle')
    expect(everywhere).toContain('Proposition non publiée'.slice(0, 11))
    for (const words of ['Zanzibar est nul', explication, 'Je retire la phrase', 'Inès'])
      expect(everywhere).not.toContain(words)
    expect((await decide(path, 'publish')).status).toBe(303)
    expect((await (await world.as(null)).get(path)).status).toBe(200)
  })
})

describe('after publication', () => {
  test('what is taken away is nowhere, owes no answer, and comes back with both', async () => {
    const path = await publish(world, 'resident', 'libre', { titre: 'Zanzibar retirée' })
    const [, number = ''] = /(\d+)$/.exec(path) ?? []
    const count = async () =>
      (await textOf((await world.as(null)).get('/propositions?demarche=libre'))).match(
        /Une proposition|(\d+) propositions/,
      )?.[0]
    const owed = () =>
      world.db
        .selectFrom('commitments')
        .select(['cancelled_on', 'due_on'])
        .where('path', '=', path)
        .orderBy('promised_on')
        .execute()
    expect(await count()).toBe('Une proposition')
    expect((await owed()).map(({ cancelled_on }) => cancelled_on)).toEqual([null])
    expect((await decide(path, 'hide', 'personal_data')).status).toBe(303)
    expect(await publicTexts(path)).not.toContain('Zanzibar retirée')
    expect(await count()).toBeUndefined()
    expect((await (await world.as(null)).post(`${path}/soutien`, { courriel: 'a@b.example' })).status).toBe(
      404,
    )
    expect((await owed()).map(({ cancelled_on }) => cancelled_on)).toEqual(['2026-11-23'])
    expect((await decide(path, 'restore')).status).toBe(303)
    expect(await count()).toBe('Une proposition')
    expect((await owed()).filter(({ cancelled_on }) => cancelled_on === null)).toEqual([
      { cancelled_on: null, due_on: '2027-03-01' },
    ])
    expect(number).not.toBe('')
  })

  test('a picture of what was taken away is not found', async () => {
    const path = await publish(world, 'resident', 'libre', { titre: 'Photo retirée' })
    const { id } = await world.db
      .insertInto('proposal_pictures')
      .values((eb) => ({
        proposal_id: eb.selectFrom('proposals').select('id').where('title', '=', 'Photo retirée'),
        position: 1,
        alt: 'x',
        width: 1,
        height: 1,
        bytes: Buffer.from('a'),
        thumbnail: Buffer.from('b'),
      }))
      .returning('id')
      .executeTakeFirstOrThrow()
    const visitor = await world.as(null)
    expect((await visitor.get(`/propositions/images/${id}`)).status).toBe(200)
    await decide(path, 'hide', 'unlawful')
    for (const place of [`/propositions/images/${id}`, `/propositions/images/${id}/vignette`])
      expect((await visitor.get(place)).status).toBe(404)
    expect((await (await world.as('moderator')).get(`/propositions/images/${id}`)).status).toBe(200)
  })

  test('a comment is taken away: its place stays under what answers it, its words do not', async () => {
    const path = await publish(world, 'resident', 'libre', { titre: 'Avis retiré' })
    const officer = await world.as('organisation_officer')
    const said = await officer.post(`${path}/commentaires`, {
      position: 'against',
      message: 'Parole à retirer',
      reponse_a: '',
    })
    const commentaire = said.headers.get('location')?.split('#avis-')[1] ?? ''
    await (await world.as('manager')).post(`${path}/commentaires`, {
      position: 'for',
      message: 'Réponse qui reste',
      reponse_a: commentaire,
    })
    expect((await decide(path, 'hide', 'hate', { commentaire })).status).toBe(303)
    const page = await textOf((await world.as(null)).get(path))
    expect(page).not.toContain('Parole à retirer')
    expect(page).toContain('Cet avis a été retiré')
    expect(page).toContain('Réponse qui reste')
    expect(page).toContain('1 avis')
  })

  test('anybody reports, without an account too; reports are counted once a person and settled', async () => {
    const path = await publish(world, 'resident', 'libre', { titre: 'À signaler' })
    const manager = await world.as('manager')
    for (let press = 0; press < 3; press += 1)
      await manager.post(`${path}/signalement`, { raison: 'advertising' })
    const visitor = await world.as(null)
    await visitor.post(`${path}/signalement`, { raison: 'unlawful', courriel: 'ida@habitants.example' })
    await visitor.post(lastLink(world, 'ida@habitants.example'))
    await visitor.post('/propositions/mes-propositions/oubli')
    const moderator = await world.as('moderator')
    const queue = await textOf(moderator.get('/propositions/moderation'))
    expect(queue).toContain('À signaler')
    expect(queue).toContain('2 signalements')
    expect((await decide(path, 'keep')).status).toBe(303)
    expect(await textOf(moderator.get('/propositions/moderation'))).not.toContain('À signaler')
  })
})

test('nobody moderates their own words, and two moderators at once decide once', async () => {
  const own = await publish(world, 'moderator', 'libre', { titre: 'Ma propre idée' })
  expect((await decide(own, 'hide', 'off_topic')).status).toBe(404)
  const path = await publish(world, 'resident', 'libre', { titre: 'Deux mains' })
  const answers = await Promise.all(Array.from({ length: 20 }, () => decide(path, 'hide', 'off_topic')))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
})
