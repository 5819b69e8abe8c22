import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { ownCalendar } from './calendars.actions.ts'

let world: World
let agenda = ''
beforeAll(async () => {
  world = await makeWorld()
  agenda = (await ownCalendar(await world.context('agent')))?.id ?? ''
})
afterAll(() => world?.close())

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')
const form = (change: Record<string, string> = {}) => ({
  agenda,
  titre: 'Visite du chantier',
  lieu: 'Quai des Tanneurs',
  debut_jour: '2026-12-03',
  debut_heure: '10:00',
  fin_heure: '11:00',
  fin_jour: '2026-12-03',
  repetition: 'none',
  autres: 'ines@atelier.example\nluc@atelier.example',
  jeton: randomUUID(),
  ...change,
})

async function created(change: Record<string, string> = {}): Promise<string> {
  const answer = await (await world.as('agent')).post('/agenda/rendez-vous/nouveau', form(change))
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

const mailsTo = (to: string) => world.sent.filter((message) => message.to === to)
const linkIn = (text: string) => /\/agenda\/invitation\/\S+/.exec(text)?.[0] ?? ''

async function change(path: string, values: Record<string, string>): Promise<void> {
  const agent = await world.as('agent')
  const html = await (await agent.get(`${path}/modifier`)).text()
  const version = /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const { jeton: _, ...rest } = form(values)
  expect((await agent.post(`${path}/modifier`, { ...rest, version })).status).toBe(303)
}

test('whoever has no account is written to, reads the invitation and answers it without signing in', async () => {
  const path = await created({ description: 'Casque obligatoire' })
  const [mail] = mailsTo('ines@atelier.example').slice(-1)
  expect(mail?.subject).toBe('Invitation : Visite du chantier'.replace(' :', '\u00a0:'))
  expect(plain(mail?.text ?? '')).toContain('jeudi 3 décembre 2026, 10 h – 11 h')
  const link = linkIn(mail?.text ?? '')
  const visitor = await world.as(null)
  const page = plain(await (await visitor.get(link)).text())
  expect(page).toContain('Casque obligatoire')
  // Nobody else who is invited is named.
  expect(page).not.toContain('luc@')
  expect((await visitor.post(link, { reponse: 'accepted' })).status).toBe(303)
  expect(await (await visitor.get(link)).text()).toContain('Vous avez accepté.')
  const event = plain(await (await (await world.as('agent')).get(path)).text())
  expect(event).toMatch(/vient<\/span>\s*<span class="wrap">ines@atelier.example/)
  expect(event).toMatch(/sans réponse<\/span>\s*<span class="wrap">luc@atelier.example/)
  const file = await (await visitor.get(`${link}.ics`)).text()
  expect([file.includes('BEGIN:VEVENT'), file.replace(/\r\n /g, '').includes('luc@')]).toEqual([true, false])
})

test('they are written to again for another hour, not for another note, and when it is called off', async () => {
  const address = 'rose@atelier.example'
  const path = await created({ autres: address })
  await change(path, { autres: address, description: 'Une note' })
  expect(mailsTo(address)).toHaveLength(1)
  await change(path, { autres: address, debut_heure: '14:00', fin_heure: '15:00' })
  expect(mailsTo(address).map(({ subject }) => plain(subject))).toEqual([
    'Invitation : Visite du chantier',
    'Rendez-vous modifié : Visite du chantier',
  ])
  // The address of the first mail still answers.
  const [first, second] = mailsTo(address).map(({ text }) => linkIn(text))
  expect(first).toBe(second)
  expect((await (await world.as('agent')).post(`${path}/suppression`)).status).toBe(303)
  expect(plain(mailsTo(address).at(-1)?.subject ?? '')).toBe('Rendez-vous annulé : Visite du chantier')
  expect((await (await world.as(null)).get(first ?? '')).status).toBe(404)
})

test('who is no longer invited is told, and answers no more', async () => {
  const address = 'noe@atelier.example'
  const path = await created({ autres: address })
  const link = linkIn(mailsTo(address)[0]?.text ?? '')
  await change(path, { autres: '' })
  expect(plain(mailsTo(address).at(-1)?.subject ?? '')).toContain('annulé')
  const visitor = await world.as(null)
  expect([
    (await visitor.get(link)).status,
    (await visitor.post(link, { reponse: 'accepted' })).status,
  ]).toEqual([404, 404])
})

test('an address that was not given opens nothing', async () => {
  await created({ autres: 'jo@atelier.example' })
  const link = linkIn(mailsTo('jo@atelier.example')[0]?.text ?? '')
  const [id = '', seal = ''] = link.replace('/agenda/invitation/', '').split('.')
  const visitor = await world.as(null)
  const other = seal.startsWith('A') ? `B${seal.slice(1)}` : `A${seal.slice(1)}`
  for (const token of [`${id}.${other}`, id, `${randomUUID()}.${seal}`, 'x.y'])
    for (const path of [`/agenda/invitation/${token}`, `/agenda/invitation/${token}.ics`])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  expect((await visitor.post(link, { reponse: 'needs_action' })).status).toBe(404)
})

test('what is over, and whoever has an account, is not written to by this way', async () => {
  const before = world.sent.length
  await created({
    debut_jour: '2026-01-08',
    fin_jour: '2026-01-08',
    autres: 'pat@atelier.example\nmanager@essais.example',
  })
  await created({ autres: 'manager@essais.example' })
  expect(world.sent.slice(before)).toEqual([])
})
