import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { idea, lastLink, publish, textOf, writeDraft } from '#test/proposal-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await openProcess(world.db, 'cadre-de-vie')
  await openProcess(world.db, 'relue-avant', { moderation: 'before' })
  await openProcess(world.db, 'finie', { endsOn: '2026-11-10' })
})
afterAll(() => world.close())

describe('with an account', () => {
  test('a draft is kept, read again, and published with the day of the answer', async () => {
    const resident = await world.as('resident')
    const draft = await writeDraft(resident, 'cadre-de-vie')
    const preview = await textOf(resident.get(draft))
    expect(preview).toContain('<strong>traversent</strong>')
    expect(await textOf(resident.get('/propositions/mes-propositions'))).toContain('Des bancs à l’ombre')
    expect(await textOf(resident.get('/propositions'))).not.toContain('Des bancs à l’ombre')
    const published = await resident.post(`${draft}/publication`)
    const page = await textOf(resident.get(published.headers.get('location') ?? ''))
    // The last day for proposals is 31 December: sixty days later is 1 March.
    expect(page).toContain('1er mars 2027')
    expect(page).toContain('Par Inès Habitante')
    expect(await textOf(resident.get('/propositions'))).toContain('Des bancs à l’ombre')
    expect((await resident.get(draft)).status).toBe(404)
  })

  test('a refused form comes back with what was typed and a sentence for each fault', async () => {
    const resident = await world.as('resident')
    const answer = await resident.post('/propositions/nouvelle', {
      ...idea,
      demarche: 'cadre-de-vie',
      titre: '',
      categorie: 'autre chose',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="Place Carnot"')
    for (const field of ['titre', 'categorie']) expect(page).toContain(`id="${field}-error"`)
    const half = { ...idea, demarche: 'cadre-de-vie', latitude: '46,5' }
    expect(await textOf(resident.post('/propositions/nouvelle', half))).toContain('id="longitude-error"')
  })

  test('a process whose time is over takes nothing', async () => {
    const resident = await world.as('resident')
    const answer = await resident.post('/propositions/nouvelle', { ...idea, demarche: 'finie' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('ne demande pas de propositions aujourd’hui')
  })

  test('fields that the form does not have change nothing', async () => {
    const path = await publish(world, 'resident', 'relue-avant', {
      titre: 'Un champ de trop',
      status: 'published',
      version: '9',
      support_count: '500',
      contributor_id: 'x',
      verdict: 'accepted',
    })
    expect(await textOf((await world.as(null)).get('/propositions'))).not.toContain('Un champ de trop')
    expect((await (await world.as(null)).get(path)).status).toBe(404)
    expect(await textOf((await world.as('moderator')).get(path))).toContain('attend d’être lue')
  })
})

describe('without an account', () => {
  const email = 'lea@habitants.example'

  test('the link in the mailbox publishes, once, when its button is pressed', async () => {
    const visitor = await world.as(null)
    const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Une fontaine rue des Prés' })
    expect(draft).toMatch(/^\/propositions\/brouillons\/[\w-]{43}$/)
    const asked = await visitor.post(`${draft}/publication`, { nom: 'Léa', courriel: email })
    expect(asked.status).toBe(303)
    const link = lastLink(world, email)
    expect(await textOf(visitor.get('/propositions'))).not.toContain('Une fontaine rue des Prés')
    expect((await visitor.get(link)).status).toBe(200)
    expect((await visitor.get(link)).status).toBe(200)
    expect(await textOf(visitor.get('/propositions'))).not.toContain('Une fontaine rue des Prés')
    const confirmed = await visitor.post(link)
    const path = confirmed.headers.get('location') ?? ''
    expect(confirmed.status).toBe(303)
    const page = await textOf(visitor.get(path))
    expect(page).toContain('Par Léa')
    expect(page).not.toContain(email)
    expect((await visitor.post(link)).status).toBe(404)
    expect((await visitor.get(link)).status).toBe(404)
    // The browser is known now: a support needs no other mail.
    const mails = world.sent.length
    expect((await visitor.post(`${path}/soutien`)).status).toBe(303)
    expect(world.sent).toHaveLength(mails)
    expect(await textOf(visitor.get(path))).toContain('1 personne soutient')
  })

  test('a link that is older than two days does nothing', async () => {
    const visitor = await world.as(null)
    await visitor.post('/propositions/mes-propositions/oubli')
    const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Trop tard' })
    await visitor.post(`${draft}/publication`, { nom: 'Noé', courriel: 'noe@habitants.example' })
    const link = lastLink(world, 'noe@habitants.example')
    world.setNow(new Date('2026-11-25T09:00:01Z'))
    expect((await visitor.get(link)).status).toBe(404)
    expect((await visitor.post(link)).status).toBe(404)
    world.setNow(new Date('2026-11-23T09:00:00Z'))
    expect(await textOf(visitor.get('/propositions'))).not.toContain('Trop tard')
  })

  test('neither secrets nor addresses of drafts are in the database', async () => {
    const visitor = await world.as(null)
    const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Secret' })
    await visitor.post(`${draft}/publication`, { nom: 'Zoé', courriel: 'zoe@habitants.example' })
    const secrets = [draft, lastLink(world, 'zoe@habitants.example')].map(
      (path) => path.split('/').at(-1) ?? '',
    )
    const kept = JSON.stringify([
      await world.db.selectFrom('proposals').selectAll().execute(),
      await world.db.selectFrom('proposal_links').selectAll().execute(),
      await world.db.selectFrom('contributor_keys').selectAll().execute(),
    ])
    expect(kept).toContain('zoe@habitants.example')
    for (const secret of secrets) expect(kept).not.toContain(secret)
  })

  test('the answer is the same whether the mailbox has an account, was seen before, or not', async () => {
    const visitor = await world.as(null)
    const answers: string[] = []
    for (const courriel of ['resident@essais.example', email, 'personne@habitants.example']) {
      const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Qui est là ?' })
      const answer = await visitor.post(`${draft}/publication`, { nom: 'X', courriel })
      const mine = await visitor.post('/propositions/mes-propositions', { courriel })
      const shown = [answer, mine].map((each) => `${each.status} ${each.headers.getSetCookie().join()}`)
      answers.push(shown.join().replaceAll(encodeURIComponent(courriel), 'courriel'))
    }
    expect(new Set(answers).size).toBe(1)
  })

  test('a mailbox is not flooded', async () => {
    const visitor = await world.as(null)
    const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Flot' })
    const statuses: number[] = []
    for (let press = 0; press < 7; press += 1)
      statuses.push(
        (await visitor.post(`${draft}/publication`, { nom: 'X', courriel: 'flot@habitants.example' })).status,
      )
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429])
    expect(world.sent.filter(({ to }) => to === 'flot@habitants.example')).toHaveLength(5)
  })

  test('fifty presses of one link at once publish once', async () => {
    const visitor = await world.as(null)
    const draft = await writeDraft(visitor, 'cadre-de-vie', { titre: 'Cinquante fois' })
    await visitor.post(`${draft}/publication`, { nom: 'Ugo', courriel: 'ugo@habitants.example' })
    const link = lastLink(world, 'ugo@habitants.example')
    const answers = await Promise.all(Array.from({ length: 50 }, () => visitor.post(link)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const rows = await world.db
      .selectFrom('proposal_versions')
      .select('version')
      .where('title', '=', 'Cinquante fois')
      .execute()
    expect(rows).toHaveLength(1)
  })
})

describe('at the desk', () => {
  test('an agent writes what a person dictates: the page says so, and the act is in the journal', async () => {
    const agent = await world.as('agent')
    const form = await textOf(agent.get('/propositions/nouvelle?guichet=oui'))
    expect(form).toContain('Écrire pour une personne au guichet')
    const path = await publish(world, 'agent', 'cadre-de-vie', {
      titre: 'Un abri au cimetière',
      guichet: 'oui',
      nom: 'Madame Aubin',
    })
    const page = await textOf((await world.as(null)).get(path))
    expect(page).toContain('Dictée au guichet')
    expect(page).toContain('Par Madame Aubin')
    expect(page).not.toContain('Ahmed Agent')
    expect(await textOf((await world.as(null)).get('/journal'))).toContain(
      'Proposition recueillie au guichet',
    )
  })

  test('only agents and managers write for others', async () => {
    for (const role of ['resident', 'mayor', 'moderator'] as const) {
      const browser = await world.as(role)
      expect((await browser.get('/propositions/nouvelle?guichet=oui')).status).toBe(404)
      const answer = await browser.post('/propositions/nouvelle', {
        ...idea,
        demarche: 'cadre-de-vie',
        guichet: 'oui',
        nom: 'Autrui',
      })
      expect(answer.status).toBe(404)
    }
  })
})

describe('drafts of others', () => {
  test('are not found, by any address', async () => {
    const resident = await world.as('resident')
    const draft = await writeDraft(resident, 'cadre-de-vie', { titre: 'À moi seule' })
    const id = draft.split('/').at(-1) ?? ''
    const number = await world.db
      .selectFrom('proposals')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    for (const role of ['organisation_officer', 'agent', 'moderator', 'administrator', null] as const) {
      const other = await world.as(role)
      for (const path of [draft, `${draft}/modifier`, `/propositions/${number.number}`])
        expect([role, path, (await other.get(path)).status]).toEqual([role, path, 404])
      for (const path of ['/modifier', '/publication', '/suppression', '/images'])
        expect([role, path, (await other.post(draft + path, { ...idea, description: 'x' })).status]).toEqual([
          role,
          path,
          404,
        ])
    }
    expect((await resident.get(draft)).status).toBe(200)
  })
})

describe('similar proposals', () => {
  test('are shown before posting, whatever the spelling', async () => {
    await publish(world, 'resident', 'cadre-de-vie', {
      titre: 'Une boîte à livres au square Pasteur',
      texte: 'x',
    })
    const manager = await world.as('manager')
    const near = await writeDraft(manager, 'cadre-de-vie', {
      titre: 'Des boites a livre square pasteur',
      texte: 'y',
    })
    expect(await textOf(manager.get(near))).toContain('Une boîte à livres au square Pasteur')
    const far = await writeDraft(manager, 'cadre-de-vie', {
      titre: 'Piscine ouverte le dimanche',
      texte: 'y',
    })
    expect(await textOf(manager.get(far))).not.toContain('Une boîte à livres')
  })
})

/** The same PNG with another size written in its header: a few bytes that claim to be gigabytes. */
function claimSize(png: Buffer, width: number, height: number): Buffer {
  const bomb = Buffer.from(png)
  bomb.writeUInt32BE(width, 16)
  bomb.writeUInt32BE(height, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  return bomb
}

describe('photographs', () => {
  const photo = (width = 60) =>
    sharp({ create: { width, height: 40, channels: 3, background: '#336699' } })
      .withExif({ IFD0: { Copyright: 'Rue Secrète 12' }, IFD3: { GPSLatitude: '46/1 35/1 0/1' } })
      .jpeg()
      .toBuffer()
  const file = (bytes: Uint8Array, name = 'photo.jpg', type = 'image/jpeg') =>
    new File([new Uint8Array(bytes)], name, { type })

  test('are made again without what the phone wrote in them', async () => {
    const resident = await world.as('resident')
    const draft = await writeDraft(resident, 'cadre-de-vie', { titre: 'Avec une photo' })
    const sent = await photo()
    expect(sent.includes('Rue Secr')).toBe(true)
    const added = await resident.post(`${draft}/images`, { image: file(sent), description: 'La place vide' })
    expect(added.status).toBe(303)
    const page = await textOf(resident.get(draft))
    expect(page).toContain('alt="La place vide"')
    const path = /\/propositions\/images\/[0-9a-f-]{36}/.exec(page)?.[0] ?? ''
    const picture = await resident.get(path)
    expect(picture.headers.get('content-type')).toBe('image/webp')
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect(bytes.includes('Rue Secr')).toBe(false)
    const metadata = await sharp(bytes).metadata()
    expect([metadata.format, metadata.exif, metadata.xmp, metadata.icc]).toEqual([
      'webp',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('that are none, or bombs, are refused with a sentence', async () => {
    const resident = await world.as('resident')
    const draft = await writeDraft(resident, 'cadre-de-vie', { titre: 'Mauvais fichiers' })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const bomb = claimSize(
      await sharp(await photo())
        .png()
        .toBuffer(),
      100_000,
      100_000,
    )
    const broken = (await photo()).subarray(0, 400)
    for (const [bytes, sentence] of [
      [svg, 'n’est pas une photo'],
      [Buffer.from('%PDF-1.7'), 'n’est pas une photo'],
      [Buffer.from('GIF89a'), 'n’est pas une photo'],
      [bomb, 'trop grande'],
      [broken, 'ne se lit pas'],
    ] as const) {
      const answer = await resident.post(`${draft}/images`, { image: file(bytes), description: 'x' })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
    }
    const without = await resident.post(`${draft}/images`, { image: file(await photo()), description: '' })
    expect(await without.text()).toContain('id="description-error"')
  })

  test('are four at most, even sent at once', async () => {
    const resident = await world.as('resident')
    const draft = await writeDraft(resident, 'cadre-de-vie', { titre: 'Beaucoup de photos' })
    const bytes = await photo()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        resident.post(`${draft}/images`, { image: file(bytes), description: 'x' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 422, 422, 422, 422])
  })
})

test('the map is pressed without scripts: the place comes back in the form, and outside the town is refused', async () => {
  await world.db
    .insertInto('town_outline')
    .values({
      points: JSON.stringify([
        [0.3, 46.5],
        [0.4, 46.5],
        [0.4, 46.6],
        [0.3, 46.6],
      ]),
    })
    .execute()
  const resident = await world.as('resident')
  expect(
    (await resident.get('/propositions/carte.svg?latitude=46,55&longitude=0,35')).headers.get('content-type'),
  ).toContain('svg')
  const clicked = await resident.post('/propositions/nouvelle', {
    ...idea,
    demarche: 'cadre-de-vie',
    'carte.x': '144',
    'carte.y': '144',
  })
  const page = await clicked.text()
  expect(page).toMatch(/name="latitude"[^>]*value="46,55"/)
  expect(page).toMatch(/name="longitude"[^>]*value="0,35"/)
  expect(page).toContain('value="Place Carnot"')
  const outside = await resident.post('/propositions/nouvelle', {
    ...idea,
    demarche: 'cadre-de-vie',
    latitude: '48,85',
    longitude: '2,35',
  })
  expect(await outside.text()).toContain('Ce point n’est pas dans la ville')
})
