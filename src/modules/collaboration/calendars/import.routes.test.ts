import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())

const event = (uid: string, lines: readonly string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  ...lines,
  'END:VEVENT',
]
const wrap = (...events: (readonly string[])[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//autre//FR', ...events.flat(), 'END:VCALENDAR', ''].join(
    '\r\n',
  )

const fair = event('foire@autre', [
  'DTSTART;TZID=Europe/Paris:20261202T090000',
  'DURATION:PT2H',
  'SUMMARY:Foire aux livres',
])
const course = event('cours@autre', [
  'DTSTART;TZID=Europe/Paris:20261203T140000',
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY;COUNT=3',
  'SUMMARY:Cours de secourisme',
])
const broken = event('casse@autre', ['SUMMARY:Sans début'])

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')

async function preview(text: string): Promise<{ status: number; html: string; contenu: string }> {
  const file = new File([text], 'agenda.ics', { type: 'text/calendar' })
  const answer = await (await world.as('agent')).post('/agenda/importer', { fichier: file })
  const html = plain(await answer.text())
  return { status: answer.status, html, contenu: /name="contenu" value="([^"]*)"/.exec(html)?.[1] ?? '' }
}

async function confirm(values: Record<string, string>) {
  const agent = await world.as('agent')
  const answer = await agent.post('/agenda/importer/confirmation', values)
  const location = answer.headers.get('location')
  return {
    status: answer.status,
    text: plain(location ? await (await agent.get(location)).text() : await answer.text()),
  }
}

const dayOf = async (le: string) =>
  plain(await (await (await world.as('agent')).get(`/agenda?vue=jour&le=${le}`)).text())

test('a file is shown first, then its events come in; brought again, nothing is added', async () => {
  const shown = await preview(wrap(fair, course))
  expect([shown.status, shown.html]).toEqual([200, expect.stringContaining('2 rendez-vous à importer')])
  expect(shown.html).toContain('Foire aux livres')
  // Nothing is written before the confirmation.
  expect(await dayOf('2026-12-02')).not.toContain('Foire aux livres')
  const done = await confirm({ contenu: shown.contenu })
  expect([done.status, done.text]).toEqual([303, expect.stringContaining('2 rendez-vous ajoutés.')])
  expect(await dayOf('2026-12-02')).toContain('Foire aux livres')
  expect(await dayOf('2026-12-17')).toContain('Cours de secourisme')
  expect(await dayOf('2026-12-24')).not.toContain('Cours de secourisme')
  expect((await confirm({ contenu: shown.contenu })).text).toContain('2 étaient déjà là.')
})

test('what was changed in the other program takes the place of what was there', async () => {
  const { contenu } = await preview(wrap(fair.map((line) => line.replace('T090000', 'T100000'))))
  expect((await confirm({ contenu })).text).toContain('1 mis à jour.')
  expect(await dayOf('2026-12-02')).toContain('10 h – 12 h')
})

test('a faulty event is named, and the others come in only when the person says so', async () => {
  const other = course.map((line) => line.replace('cours@', 'autre-cours@').replace('secourisme', 'dessin'))
  const shown = await preview(wrap(broken, other))
  expect([shown.status, shown.html]).toEqual([422, expect.stringContaining('Sans début')])
  expect(shown.html).toContain('pas de début lisible')
  expect((await confirm({ contenu: shown.contenu })).status).toBe(422)
  expect(await dayOf('2026-12-03')).not.toContain('Cours de dessin')
  const done = await confirm({ contenu: shown.contenu, garder: 'oui' })
  expect([done.status, done.text]).toEqual([303, expect.stringContaining('1 rendez-vous ajouté.')])
  expect(await dayOf('2026-12-03')).toContain('Cours de dessin')
})

test('what is no calendar, or no file at all, says what to do', async () => {
  const junk = await preview('Bonjour')
  expect([junk.status, junk.html]).toEqual([422, expect.stringContaining('pas un agenda')])
  const nothing = await (await world.as('agent')).post('/agenda/importer', {})
  expect([nothing.status, plain(await nothing.text())]).toEqual([
    422,
    expect.stringContaining('Choisissez un fichier .ics.'),
  ])
})
