import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { openService } from '#modules/people/services/services.public.ts'
import { type Browser, makeWorld, type World } from '#test/make-world.ts'
import { openCalendar, ownCalendar } from './calendars.actions.ts'

let world: World
/** Agendas of the test people, and a room. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await makeWorld()
  for (const role of ['agent', 'manager', 'moderator'] as const) {
    const context = await world.context(role)
    ids[role] = (await ownCalendar(context))?.id ?? ''
    ids[`${role}-person`] = context.actor?.id ?? ''
  }
  const administrator = await world.context('administrator')
  await openService(administrator, {
    code: 'accueil',
    name: 'Accueil',
    managerId: ids['manager-person'] ?? null,
    memberIds: [ids['agent-person'] ?? '', ids['manager-person'] ?? ''],
  })
  await openService(administrator, {
    code: 'mediation',
    name: 'Médiation',
    managerId: null,
    memberIds: [ids['moderator-person'] ?? ''],
  })
  const manager = await world.context('manager')
  for (const slug of ['grande-salle', 'petite-salle']) {
    const opened = await openCalendar(manager, { kind: 'room', slug, name: slug, capacity: 12 })
    ids[slug] = opened.ok ? opened.value.id : ''
  }
  const town = await openCalendar(manager, { kind: 'town', slug: 'ville', name: 'Agenda de la ville' })
  ids.town = town.ok ? town.value.id : ''
})
afterAll(() => world?.close())

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')
async function page(who: Browser, path: string): Promise<string> {
  return plain(await (await who.get(path)).text())
}

function form(change: Record<string, string> = {}) {
  return {
    agenda: ids.agent ?? '',
    titre: 'Point voirie',
    debut_jour: '2026-11-25',
    debut_heure: '10:00',
    fin_heure: '11:00',
    fin_jour: '2026-11-25',
    repetition: 'none',
    jeton: randomUUID(),
    ...change,
  }
}

async function created(who: Browser, change: Record<string, string> = {}): Promise<string> {
  const response = await who.post('/agenda/rendez-vous/nouveau', form(change))
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/agenda\/rendez-vous\/[0-9a-f-]{36}$/),
  ])
  return response.headers.get('location') ?? ''
}

describe('events', () => {
  test('an event is written, found in every view, changed, and taken away', async () => {
    const agent = await world.as('agent')
    const path = await created(agent, { titre: 'Réunion de quartier', lieu: 'Maison des Tanneries' })
    for (const view of ['mois', 'semaine', 'jour', 'liste'])
      expect([view, await page(agent, `/agenda?vue=${view}&le=2026-11-25`)]).toEqual([
        view,
        expect.stringContaining('Réunion de quartier'),
      ])
    expect(await page(agent, path)).toContain('mercredi 25 novembre 2026, 10 h – 11 h')
    const edit = await page(agent, `${path}/modifier`)
    const version = /name="version" value="([^"]+)"/.exec(edit)?.[1] ?? ''
    const change = form({ titre: 'Réunion reportée', debut_heure: '14:00', fin_heure: '15h30', version })
    expect((await agent.post(`${path}/modifier`, change)).status).toBe(303)
    expect(await page(agent, path)).toContain('14 h – 15 h 30')
    // Somebody who had the page of before sees both answers.
    const stale = await agent.post(`${path}/modifier`, { ...change, titre: 'Autre titre' })
    expect([stale.status, plain(await stale.text())]).toEqual([
      409,
      expect.stringContaining('Réunion reportée'),
    ])
    expect((await agent.post(`${path}/suppression`)).status).toBe(303)
    expect((await agent.get(path)).status).toBe(404)
  })

  test('fifty identical forms at once leave one event', async () => {
    const agent = await world.as('agent')
    const sent = form({ titre: 'Cinquante fois', debut_jour: '2026-12-02', fin_jour: '2026-12-02' })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => agent.post('/agenda/rendez-vous/nouveau', sent)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const html = await page(agent, '/agenda?vue=jour&le=2026-12-02')
    expect(html.match(/Cinquante fois/g)).toHaveLength(1)
  })

  test.each([
    ['titre', { titre: '' }, 'Écrivez ce champ.'],
    ['debut_jour', { debut_jour: '32/13/2026' }, 'Écrivez un jour'],
    ['debut_heure', { debut_heure: '25:00' }, 'Écrivez une heure'],
    ['fin_heure', { fin_heure: '9:00' }, 'La fin doit venir après le début.'],
    ['fin_jour', { fin_jour: '2026-11-01' }, 'Ce jour vient avant le début.'],
    ['autres', { autres: 'pas une adresse' }, 'adresses de courriel'],
  ])('a wrong %s comes back with what was typed and what to do', async (field, change, sentence) => {
    const agent = await world.as('agent')
    const response = await agent.post(
      '/agenda/rendez-vous/nouveau',
      form({ description: 'Gardé', ...change }),
    )
    const html = plain(await response.text())
    expect(response.status).toBe(422)
    expect(html).toContain(`id="${field}-error"`)
    expect(html).toContain(sentence)
    expect(html).toContain('Gardé')
  })

  test('one meeting of a series is moved, another taken out, and the rest stay', async () => {
    const agent = await world.as('agent')
    const path = await created(agent, {
      titre: 'Revue de chantier',
      debut_jour: '2027-03-16',
      fin_jour: '2027-03-16',
      repetition: 'weekly',
      repetition_fin: '2027-04-20',
    })
    const list = () => page(agent, '/agenda?vue=liste&le=2027-03-16')
    expect((await list()).match(/10 h – 11 h/g)).toHaveLength(4)
    const one = '?fois=2027-03-30T10%3A00%3A00'
    const version =
      /name="version" value="([^"]+)"/.exec(await page(agent, `${path}/modifier${one}`))?.[1] ?? ''
    await agent.post(
      `${path}/modifier${one}`,
      form({
        titre: 'Revue déplacée',
        debut_jour: '2027-03-31',
        fin_jour: '2027-03-31',
        debut_heure: '16:00',
        fin_heure: '17:00',
        version,
      }),
    )
    await agent.post(`${path}/suppression`, { fois: '2027-04-06T10:00:00' })
    const html = await list()
    expect(html.match(/10 h – 11 h/g)).toHaveLength(2)
    expect(html).toMatch(/mercredi 31 mars 2027[\s\S]*16 h – 17 h[\s\S]*Revue déplacée/)
    expect(html).not.toContain('mardi 6 avril 2027')
  })
})

describe('with others', () => {
  test('somebody invited is told, answers, and the answer is seen', async () => {
    const [agent, moderator] = [await world.as('agent'), await world.as('moderator')]
    const path = await created(agent, {
      titre: 'Préparer la concertation',
      invites: ids['moderator-person'] ?? '',
    })
    expect(await page(moderator, '/mes-nouvelles')).toContain(
      'Ahmed Agent vous invite : Préparer la concertation',
    )
    const home = await page(moderator, '/agenda')
    expect(home).toContain('1 invitation attend votre réponse')
    const copy = /href="(\/agenda\/rendez-vous\/[0-9a-f-]{36})">Préparer/.exec(home)?.[1] ?? ''
    expect((await moderator.get(`${copy}/modifier`)).status).toBe(404)
    expect((await moderator.post(`${copy}/reponse`, { reponse: 'accepted' })).status).toBe(303)
    expect(await page(agent, path)).toMatch(/vient<\/span><span class="wrap">Milan Modérateur/)
    expect(await page(moderator, '/agenda')).not.toContain('attend votre réponse')
    expect((await agent.post(`${path}/reponse`, { reponse: 'accepted' })).status).toBe(404)
  })

  test('colleagues read, other services know when the time is taken, what is private stays so', async () => {
    const [agent, manager, moderator] = [
      await world.as('agent'),
      await world.as('manager'),
      await world.as('moderator'),
    ]
    const on = { debut_jour: '2026-12-09', fin_jour: '2026-12-09' }
    const open = await created(agent, { titre: 'Atelier ouvert', ...on })
    const secret = await created(agent, {
      titre: 'Rendez-vous privé',
      lieu: 'Ailleurs',
      prive: 'oui',
      ...on,
      debut_heure: '15:00',
      fin_heure: '16:00',
    })
    const team = '/agenda/equipe?service=accueil&le=2026-12-09'
    expect(await page(manager, team)).toContain('Atelier ouvert')
    expect(await page(manager, team)).not.toContain('Rendez-vous privé')
    expect(await page(manager, team)).toContain('15 h – 16 h')
    const seen = await page(moderator, team)
    expect([seen.includes('Atelier ouvert'), seen.includes('Ailleurs'), seen.includes('Occupé')]).toEqual([
      false,
      false,
      true,
    ])
    const statuses = async (path: string) => [
      (await manager.get(path)).status,
      (await moderator.get(path)).status,
      (await moderator.get(`${path}.ics`)).status,
    ]
    expect(await statuses(open)).toEqual([200, 404, 404])
    expect(await statuses(secret)).toEqual([404, 404, 404])
    for (const act of ['modifier', 'suppression', 'reponse'])
      expect([act, (await manager.post(`${secret}/${act}`, form())).status]).toEqual([act, 404])
  })

  test('a room that is taken is refused, and those that are free are named', async () => {
    const agent = await world.as('agent')
    const on = { debut_jour: '2026-12-10', fin_jour: '2026-12-10', salle: ids['grande-salle'] ?? '' }
    await created(agent, { titre: 'Première', ...on })
    const second = await agent.post(
      '/agenda/rendez-vous/nouveau',
      form({ titre: 'Seconde', ...on, debut_heure: '10:30', fin_heure: '11:30' }),
    )
    const html = plain(await second.text())
    expect(second.status).toBe(422)
    expect(html).toContain('Déjà réservé à cette heure. Libres alors : petite-salle.')
    await created(agent, { titre: 'À la suite', ...on, debut_heure: '11:00', fin_heure: '12:00' })
    const resources = await page(agent, '/agenda/ressources?le=2026-12-10')
    expect([resources.includes('Première'), resources.includes('Seconde')]).toEqual([true, false])
  })

  test('a time is found when both are free, and leads to the form already filled', async () => {
    const agent = await world.as('agent')
    const on = { debut_jour: '2026-12-14', fin_jour: '2026-12-14' }
    await created(agent, { titre: 'Toute la matinée', ...on, debut_heure: '8:00', fin_heure: '12:00' })
    const query = new URLSearchParams({ du: '2026-12-14', semaines: '1', duree: '60', salle: 'oui' })
    query.append('invites', ids['moderator-person'] ?? '')
    const html = await page(agent, `/agenda/trouver?${query}`)
    expect(html).toContain('8 moments pour 2 personnes')
    const first = /class="slot-when">([^<]+)</.exec(html)?.[1]
    expect(first).toBe('lundi 14 décembre 2026, 13 h 30 – 14 h 30')
    const link = /class="button-quiet" href="(\/agenda\/rendez-vous\/nouveau[^"]+)"/.exec(html)?.[1] ?? ''
    const filled = await page(agent, link.replaceAll('&amp;', '&'))
    expect(filled).toContain('value="13:30"')
    expect(filled).toMatch(new RegExp(`value="${ids['moderator-person']}" checked`))
    expect(filled).toMatch(/<option value="[^"]+" selected>(grande|petite)-salle/)
  })
})

describe('other programs', () => {
  test('a secret address gives the calendar until it is closed', async () => {
    const [agent, visitor] = [await world.as('agent'), await world.as(null)]
    await created(agent, { titre: 'Dans le flux' })
    const made = await agent.post('/agenda/reglages/abonnements', {
      agenda_flux: ids.agent ?? '',
      libelle: 'Mon téléphone',
      detail: 'full',
    })
    const address = /<code>[^<]*(\/agenda\/flux\/[^<]+)<\/code>/.exec(await made.text())?.[1] ?? ''
    const feed = await visitor.get(address)
    expect([feed.status, feed.headers.get('content-type'), await feed.text()]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      expect.stringContaining('SUMMARY:Dans le flux'),
    ])
    const settings = await page(agent, '/agenda/reglages')
    expect(settings).toContain('Lue le 23 novembre 2026')
    const close = /action="(\/agenda\/reglages\/abonnements\/[^"]+\/fermeture)"/.exec(settings)?.[1] ?? ''
    expect((await (await world.as('manager')).post(close)).status).toBe(404)
    expect((await agent.post(close)).status).toBe(303)
    expect((await visitor.get(address)).status).toBe(404)
    expect((await visitor.get('/agenda/flux/rien.ics')).status).toBe(404)
  })

  test('the town announces to everybody, as a page and as a feed', async () => {
    const [manager, visitor] = [await world.as('manager'), await world.as(null)]
    await created(manager, { agenda: ids.town ?? '', titre: 'Marché de Noël', lieu: 'Grand-Place' })
    expect(await page(visitor, '/agenda-de-la-ville')).toContain('Marché de Noël')
    const feed = await visitor.get('/agenda-de-la-ville.ics')
    expect(await feed.text()).toMatch(/BEGIN:VTIMEZONE[\s\S]*SUMMARY:Marché de Noël/)
    expect(
      (await (await world.as('agent')).post('/agenda/rendez-vous/nouveau', form({ agenda: ids.town ?? '' })))
        .status,
    ).toBe(422)
  })
})

describe('rights', () => {
  const inside: readonly Role[] = roles.filter((role) => townRoles.has(role))
  const pages = [
    '/agenda',
    '/agenda/equipe',
    '/agenda/ressources',
    '/agenda/trouver',
    '/agenda/reglages',
    '/agenda/importer',
    '/agenda/rendez-vous/nouveau',
  ]

  test.each([...roles, null])('%s sees the pages of the services only when of the town', async (role) => {
    const who = await world.as(role)
    const expected = role !== null && inside.includes(role) ? 200 : 404
    for (const path of pages) expect([path, (await who.get(path)).status]).toEqual([path, expected])
    const posts: readonly [string, Record<string, string>][] = [
      ['/agenda/importer', {}],
      ['/agenda/reglages/abonnements', {}],
      ['/agenda/rendez-vous/nouveau', { titre: '' }],
    ]
    for (const [path, values] of posts)
      expect([path, (await who.post(path, values)).status]).toEqual([path, expected === 200 ? 422 : 404])
    expect((await who.get('/agenda-de-la-ville')).status).toBe(200)
  })

  test.each([...roles, null])('%s opens a room only when they keep them', async (role) => {
    const who = await world.as(role)
    const keeps = role === 'manager' || role === 'director_general' || role === 'administrator'
    const path = '/agenda/ressources/nouvelle'
    expect([(await who.get(path)).status, (await who.post(path, { genre: 'room', nom: '' })).status]).toEqual(
      keeps ? [200, 422] : [404, 404],
    )
    expect((await who.get(`/agenda/ressources/${ids['grande-salle']}`)).status).toBe(keeps ? 200 : 404)
  })

  test('nobody shares the calendar of another; a share opens it to one person', async () => {
    const [agent, moderator] = [await world.as('agent'), await world.as('moderator')]
    const share = (who: Browser, droit: string) =>
      who.post(`/agenda/reglages/${ids.agent}/partage`, { personne: ids['moderator-person'] ?? '', droit })
    const path = await created(agent, { titre: 'Partagé' })
    expect((await share(moderator, 'write')).status).toBe(404)
    expect((await moderator.get(path)).status).toBe(404)
    expect((await share(agent, 'read')).status).toBe(303)
    expect([(await moderator.get(path)).status, (await moderator.get(`${path}/modifier`)).status]).toEqual([
      200, 404,
    ])
    expect((await share(agent, 'none')).status).toBe(303)
    expect((await moderator.get(path)).status).toBe(404)
  })
})
