import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles, townRoles } from '#kernel/roles.ts'
import { openService } from '#modules/people/services/services.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { makeProject } from '#test/project-board.ts'
import { testPeople } from '#test/test-town.ts'
import { findProjectCalendar, openCalendar, ownCalendar, putObject } from '../calendars/calendars.public.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const administrator = await world.context('administrator')
  const [agent, manager] = await Promise.all([world.context('agent'), world.context('manager')])
  const opened = await openService(administrator, {
    code: 'accueil',
    name: 'Accueil',
    managerId: null,
    memberIds: [agent.actor?.id ?? '', manager.actor?.id ?? ''],
  })
  if (!opened.ok) throw new Error(opened.refusal)
})
afterAll(() => world?.close())

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const passwords = new Map<Role, string>()

/** Password of a device of that person, made by the page the first time. */
async function passwordOf(role: Role): Promise<string> {
  const known = passwords.get(role)
  if (known) return known
  const page = await (await (await world.as(role)).post('/mon-compte/appareils', { nom: 'Test' })).text()
  const [password = ''] = /[a-z2-9]{5}(?:-[a-z2-9]{5}){3}/.exec(page) ?? []
  passwords.set(role, password)
  return password
}

async function send(
  role: Role,
  method: string,
  path: string,
  { headers = {}, body }: Sent = {},
): Promise<Response> {
  const authorization = `Basic ${btoa(`${testPeople[role].email}:${await passwordOf(role)}`)}`
  return world.app.request(`http://localhost${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

async function idOf(role: Role): Promise<string> {
  return (await world.context(role)).actor?.id ?? ''
}

/** The calendar that this person has from the start, in their own tree. */
async function agenda(role: Role): Promise<string> {
  return `/dav/agendas/${await idOf(role)}/agenda/`
}

/** That calendar as somebody else's programs would name it. */
async function agendaSeenBy(reader: Role, owner: Role): Promise<string> {
  const calendar = await ownCalendar(await world.context(owner))
  return `/dav/agendas/${await idOf(reader)}/${calendar?.id}/`
}

const event = (uid: string, lines: readonly string[] = []) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//FR', 'BEGIN:VEVENT', `UID:${uid}`],
    ...['DTSTAMP:20261101T000000Z', 'DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z', ...lines],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')

async function listed(role: Role): Promise<string> {
  const home = `/dav/agendas/${await idOf(role)}/`
  return (await send(role, 'PROPFIND', home, { headers: { Depth: '1' } })).text()
}

describe('who enters', () => {
  test('a program that knows only the name of the site is led to its calendars', async () => {
    const found = await world.app.request('http://localhost/.well-known/caldav', { method: 'PROPFIND' })
    expect([found.status, found.headers.get('location')]).toEqual([301, '/dav/'])
    const asked = await world.app.request('http://localhost/dav/', { method: 'PROPFIND' })
    expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Faire Commune", charset="UTF-8"',
    ])
    expect(await listed('agent')).toContain('<D:displayname>Mon agenda</D:displayname>')
  })

  test.each(['', 'Basic', 'Basic %%%', 'Bearer abc', `Basic ${btoa('nobody')}`, `Basic ${btoa(':x')}`])(
    '“%s” is nobody',
    async (authorization) => {
      const answer = await world.app.request('http://localhost/dav/', { headers: { authorization } })
      expect(answer.status).toBe(401)
    },
  )

  test('neither the cookie of a session nor the password of the pages counts', async () => {
    const browser = await world.as('agent')
    expect((await browser.get('/dav/')).status).toBe(401)
    await browser.post('/mon-compte/mot-de-passe', { nouveau: 'un mot de passe long' })
    const authorization = `Basic ${btoa(`${testPeople.agent.email}:un mot de passe long`)}`
    expect((await world.app.request('http://localhost/dav/', { headers: { authorization } })).status).toBe(
      401,
    )
  })

  test('twenty-one wrong passwords in a row are answered 429, with when to come back', async () => {
    const authorization = `Basic ${btoa(`${testPeople.legal_officer.email}:faux`)}`
    const statuses: number[] = []
    for (let count = 0; count < 21; count++)
      statuses.push((await world.app.request('http://localhost/dav/', { headers: { authorization } })).status)
    expect(statuses.slice(19)).toEqual([401, 429])
  })

  test.each(roles)('%s', async (role) => {
    if (!townRoles.has(role)) {
      const page = await (await world.as(role)).post('/mon-compte/appareils', { nom: 'Test' })
      expect(page.status).toBe(404)
      return
    }
    expect((await send(role, 'PROPFIND', await agenda(role), { headers: { Depth: '0' } })).status).toBe(207)
    expect((await send(role, 'PROPFIND', `/dav/agendas/${await idOf('mayor')}/`)).status).toBe(
      role === 'mayor' ? 403 : 404,
    )
  })
})

describe('what one sees and changes', () => {
  test('an object is kept as it was sent, and only over what its writer knows', async () => {
    const path = `${await agenda('agent')}a.ics`
    const body = event('a', ['SUMMARY:Réunion', 'X-ANY;X-P="é":1'])
    const made = await send('agent', 'PUT', path, { body, headers: { 'If-None-Match': '*' } })
    expect(made.status).toBe(201)
    const read = await send('agent', 'GET', path)
    expect([await read.text(), read.headers.get('etag')]).toEqual([body, made.headers.get('etag')])
    expect(read.headers.get('content-disposition')).toBe('attachment')
    const old = { 'If-Match': '"old"' }
    expect((await send('agent', 'PUT', path, { body, headers: old })).status).toBe(412)
    expect((await send('agent', 'DELETE', path, { headers: old })).status).toBe(412)
    expect((await send('agent', 'DELETE', path)).status).toBe(204)
    expect((await send('agent', 'GET', path)).status).toBe(404)
  })

  test('of fifty who make the same object at once, one does', async () => {
    const path = `${await agenda('agent')}fifty.ics`
    const sent = Array.from({ length: 50 }, () =>
      send('agent', 'PUT', path, { body: event('fifty'), headers: { 'If-None-Match': '*' } }),
    )
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412)).toHaveLength(49)
  })

  test('a colleague reads, what is private apart; somebody elsewhere knows when, not what', async () => {
    const own = await agenda('agent')
    await send('agent', 'PUT', `${own}open.ics`, { body: event('open', ['SUMMARY:Point budget']) })
    const secret = ['SUMMARY:Médecin', 'DESCRIPTION:Ordonnance', 'CLASS:PRIVATE']
    await send('agent', 'PUT', `${own}secret.ics`, { body: event('secret', secret) })
    const read = async (role: Role, name: string) => {
      const text = await (await send(role, 'GET', `${await agendaSeenBy(role, 'agent')}${name}`)).text()
      expect(text).toContain('DTSTART:20261124T090000Z')
      return /SUMMARY:(.*)\r/.exec(text)?.[1]
    }
    expect(await read('manager', 'open.ics')).toBe('Point budget')
    expect(await read('manager', 'secret.ics')).toBe('Occupé')
    expect(await read('mayor', 'open.ics')).toBe('Occupé')
    const everything = { headers: { Depth: '1' }, body: allData }
    const report = await send('mayor', 'REPORT', await agendaSeenBy('mayor', 'agent'), everything)
    const text = await report.text()
    expect(text.match(/SUMMARY:Occupé/g)?.length).toBeGreaterThan(1)
    for (const word of ['Médecin', 'Ordonnance', 'Point budget']) expect(text).not.toContain(word)
  })

  test('nobody writes in the calendar of another, nor finds it in their own tree', async () => {
    const seen = await agendaSeenBy('manager', 'agent')
    expect((await send('manager', 'PUT', `${seen}new.ics`, { body: event('new') })).status).toBe(403)
    expect((await send('manager', 'DELETE', `${seen}open.ics`)).status).toBe(403)
    expect((await send('manager', 'DELETE', seen)).status).toBe(403)
    const direct = await agenda('agent')
    for (const method of ['PROPFIND', 'GET', 'DELETE', 'REPORT'])
      expect([method, (await send('manager', method, `${direct}open.ics`)).status]).toEqual([method, 404])
    expect((await send('manager', 'PUT', `${direct}x.ics`, { body: event('x') })).status).toBe(409)
    expect((await send('manager', 'PROPFIND', `/dav/personnes/${await idOf('agent')}/`)).status).toBe(404)
  })

  test('a telephone lists the calendars of one’s service and town, not those of everybody', async () => {
    await send('mayor', 'PROPFIND', await agenda('mayor'), { headers: { Depth: '0' } })
    const home = await listed('manager')
    expect(home).toContain(`<D:displayname>Mon agenda · ${testPeople.agent.name}</D:displayname>`)
    expect(home).not.toContain(testPeople.mayor.name)
  })

  test('the calendar of a project is on its team’s telephones; what the project keeps there is read, not written', async () => {
    const project = await makeProject(world, 'Semer une prairie')
    await project.agent.post(`${project.path}/jalons`, {
      cle: project.id,
      jalon: 'Graines livrées',
      echeance: '2027-03-01',
    })
    expect(await listed('agent')).toContain('Semer une prairie')
    expect(await listed('manager')).not.toContain('Semer une prairie')
    const calendar = (await findProjectCalendar(world.db, project.id))?.id ?? ''
    const path = `/dav/agendas/${await idOf('agent')}/${calendar}/${project.id}.ics`
    const kept = await send('agent', 'GET', path)
    const body = await kept.text()
    expect([kept.status, body]).toEqual([200, expect.stringContaining('Graines livrées')])
    const headers = { 'content-type': 'text/calendar' }
    const put = await send('agent', 'PUT', path, { headers, body: body.replace('livrées', 'semées') })
    const move = await send('agent', 'MOVE', path, {
      headers: { destination: `http://localhost${await agenda('agent')}graines.ics` },
    })
    const removed = await send('agent', 'DELETE', path)
    expect([put.status, move.status, removed.status]).toEqual([403, 403, 403])
    expect(await (await send('agent', 'GET', path)).text()).toBe(body)
    expect((await send('agent', 'GET', `${await agenda('agent')}graines.ics`)).status).toBe(404)
  })

  test('a room is not booked twice, and the program is told why', async () => {
    const director = await world.context('director_general')
    const room = await openCalendar(director, { kind: 'room', slug: 'salle', name: 'Salle du conseil' })
    const id = room.ok ? room.value.id : ''
    const book = async (role: Role, uid: string) =>
      send(role, 'PUT', `/dav/agendas/${await idOf(role)}/${id}/${uid}.ics`, { body: event(uid) })
    expect((await book('agent', 'first')).status).toBe(201)
    const second = await book('manager', 'second')
    expect([second.status, (await second.text()).includes('déjà pris')]).toEqual([403, true])
  })

  test('a calendar of one’s own is made, named, coloured, filled and taken away', async () => {
    const path = encodeURI(`/dav/agendas/${await idOf('mayor')}/campagne été/`)
    const body = `<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/"><D:set><D:prop>
      <D:displayname>Été</D:displayname><A:calendar-color>#1D5B6BFF</A:calendar-color><A:calendar-order>3</A:calendar-order>
      <C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`
    expect((await send('mayor', 'MKCALENDAR', path, { body })).status).toBe(201)
    expect((await send('mayor', 'MKCALENDAR', path, { body })).status).toBe(405)
    const home = await listed('mayor')
    for (const part of ['>Été<', '>#1d5b6b<', '<A:calendar-order>3<', path]) expect(home).toContain(part)
    const wrongKind = await send('mayor', 'PUT', `${path}a.ics`, { body: event('a') })
    expect([wrongKind.status, (await wrongKind.text()).includes('supported-calendar-component')]).toEqual([
      403,
      true,
    ])
    expect((await send('mayor', 'DELETE', path)).status).toBe(204)
    expect((await send('mayor', 'DELETE', await agenda('mayor'))).status).toBe(403)
    expect((await send('mayor', 'MKCOL', `/dav/agendas/${await idOf('mayor')}/dossier/`)).status).toBe(403)
    expect((await send('mayor', 'PUT', '/dav/fichier', { body: 'x' })).status).toBe(403)
  })

  test('the colour of another’s calendar is one’s own affair', async () => {
    const seen = await agendaSeenBy('manager', 'agent')
    const body = `<D:propertyupdate xmlns:D="DAV:" xmlns:A="http://apple.com/ns/ical/"><D:set><D:prop><D:displayname>Ahmed</D:displayname><A:calendar-color>#ff0000ff</A:calendar-color></D:prop></D:set></D:propertyupdate>`
    const set = await (await send('manager', 'PROPPATCH', seen, { body })).text()
    expect(set).toContain('200 OK')
    expect(await listed('manager')).toContain('>#ff0000ff<')
    expect(await listed('agent')).not.toContain('#ff0000')
    expect(await listed('agent')).not.toContain('>Ahmed<')
  })

  test('an object goes from one calendar to another, whole', async () => {
    const other = `/dav/agendas/${await idOf('moderator')}/autre/`
    await send('moderator', 'MKCALENDAR', other)
    const from = `${await agenda('moderator')}m.ics`
    await send('moderator', 'PUT', from, { body: event('m') })
    const moved = await send('moderator', 'MOVE', from, {
      headers: { Destination: `http://localhost${other}m.ics` },
    })
    expect(moved.status).toBe(201)
    expect((await send('moderator', 'GET', from)).status).toBe(404)
    expect(await (await send('moderator', 'GET', `${other}m.ics`)).text()).toBe(event('m'))
    const copied = await send('moderator', 'COPY', `${other}m.ics`, { headers: { Destination: from } })
    expect(copied.status).toBe(201)
  })
})

const allData = `<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261101T000000Z" end="20261201T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`

describe('keeping in step', () => {
  const sync = (token: string, most = '') =>
    `<D:sync-collection xmlns:D="DAV:"><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${most}<D:prop><D:getetag/></D:prop></D:sync-collection>`
  const read = async (response: Response) => {
    const text = await response.text()
    return {
      token: /<D:sync-token>([^<]*)/.exec(text)?.[1] ?? '',
      names: [
        ...text.matchAll(/<D:href>[^<]*\/([^/<]+\.ics)<\/D:href><D:(propstat|status>HTTP\/1.1 404)/g),
      ].map(([, name, kind]) => (kind === 'propstat' ? name : `-${name}`)),
      isPartial: text.includes('507'),
    }
  }

  test('what was changed in the pages comes to the telephone, in pieces if it asks so', async () => {
    const context = await world.context('director_general')
    const calendar = await ownCalendar(context)
    const put = (name: string) => putObject(context, calendar?.id ?? '', `${name}.ics`, { text: event(name) })
    for (const name of ['p', 'q', 'r']) await put(name)
    const path = await agenda('director_general')
    const ask = async (token: string, most = '') =>
      read(await send('director_general', 'REPORT', path, { body: sync(token, most) }))
    const two = '<D:limit><D:nresults>2</D:nresults></D:limit>'
    const first = await ask('', two)
    expect(first).toMatchObject({ names: ['p.ics', 'q.ics'], isPartial: true })
    const second = await ask(first.token, two)
    expect(second).toMatchObject({ names: ['r.ics'], isPartial: false })
    expect((await ask(second.token)).names).toEqual([])
    await send('director_general', 'DELETE', `${path}q.ics`)
    await put('s')
    expect((await ask(second.token)).names).toEqual(['s.ics', '-q.ics'])
  })

  test('a token of another calendar, or of the future, starts afresh', async () => {
    const path = await agenda('director_general')
    const own = await read(await send('director_general', 'REPORT', path, { body: sync('') }))
    const refused = async (token: string) => {
      const answer = await send('director_general', 'REPORT', path, { body: sync(token) })
      return [answer.status, (await answer.text()).includes('valid-sync-token')]
    }
    expect(await refused(own.token.replace(/\d+$/, '99999'))).toEqual([403, true])
    expect(await refused('data:,autre_1')).toEqual([403, true])
  })
})
