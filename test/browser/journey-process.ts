import { expect } from 'vitest'
import { dayInParis } from '#infra/clock.ts'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { director, enterAs, mayor } from './demo-town.ts'
import type { Watched } from './watched-browser.ts'

const submit = 'main form button.button[type=submit]'

/** Creates a process, has it signed and opened, logs half an hour, closes it, answers it, and reads it as a visitor. */
export async function liveThroughProcess(watched: Watched): Promise<void> {
  const today = dayInParis(new Date())
  await enterAs(watched, director)
  const path = await prepare(watched)
  await writeParts(watched, path, today)
  await enterAs(watched, mayor)
  await act(watched, path, 'sign')
  await enterAs(watched, director)
  await act(watched, path, 'open')
  await logHalfAnHour(watched, path)
  await act(watched, path, 'close', 'Fin avancée pour l’essai')
  await enterAs(watched, mayor)
  await answer(watched, path, today)
  await readAsVisitor(watched, path)
}

async function prepare(watched: Watched): Promise<string> {
  const { page, manner } = watched
  await watched.open('/demarches/nouvelle')
  await watched.fill({
    titre: `Quels jeux au square ${manner.code} ?`,
    theme: 'Espaces publics',
    resume: 'Le square sera refait : quels jeux y mettre ?',
    engagement: 'consult',
    forme: 'concertation',
  })
  await watched.press(page.locator(submit))
  const path = new URL(page.url()).pathname
  expect(path).toMatch(/^\/demarches\/quels-jeux/)
  return path
}

async function writeParts(watched: Watched, path: string, today: CalendarDate): Promise<void> {
  await write(watched, `${path}/cadre`, {
    decideur_nom: 'Le conseil municipal',
    decision: addDays(today, 90),
    decision_sans: addDays(today, 30),
  })
  await watched.open(`${path}/calendrier`)
  await watched.fill({
    'nature-0': 'proposals',
    'titre-0': 'Vos idées',
    'debut-0': today,
    'fin-0': addDays(today, 20),
  })
  await watched.press(watched.page.locator(submit))
  await write(watched, `${path}/promesse`, {
    'promesse-0': 'Chaque idée reçoit une réponse',
    'responsable-0': 'Espaces verts',
    'echeance-0': addDays(today, 60),
    hors_sujet: 'La clôture du square',
  })
  await write(watched, `${path}/information`, {
    modalites: 'En ligne et en mairie.',
    informations: 'Le plan et le budget.',
    suites: 'Une synthèse, ici.',
    suites_le: addDays(today, 100),
    refus: 'La délibération dira pourquoi.',
  })
  expect(await watched.page.locator('main').innerText()).toContain('Tout est prêt')
}

async function write(
  watched: Watched,
  form: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await watched.open(form)
  await watched.fill(values)
  await watched.press(watched.page.locator(submit))
  expect(new URL(watched.page.url()).pathname).not.toBe(form)
}

async function act(watched: Watched, path: string, name: string, reason = ''): Promise<void> {
  const { page } = watched
  await watched.open(path)
  if (reason !== '') await watched.fill({ motif: reason })
  await watched.press(page.locator(`button[name=acte][value=${name}]`))
  expect(await page.locator(`button[name=acte][value=${name}]`).count()).toBe(0)
}

/** The phase that runs and a grade are chosen already: one press says how long. */
async function logHalfAnHour(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.open(path)
  await watched.press(page.locator('button[name=duree][value="30"]'))
  await watched.open(`${path}/cout`)
  expect(await page.locator('main').innerText()).toContain('0,5 h')
  await watched.open(`${path}/participants`)
}

async function answer(watched: Watched, path: string, today: CalendarDate): Promise<void> {
  const { page } = watched
  await watched.open(`${path}/reponses`)
  await page.locator('input[type=radio][value=partly]').check()
  await page.locator('textarea[name^=pourquoi]').fill('Trois jeux sur quatre.')
  await watched.fill({ decide_le: today })
  await watched.press(page.locator(submit))
  expect(new URL(page.url()).pathname).toBe(path)
}

async function readAsVisitor(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await watched.press(page.getByRole('button', { name: 'Se déconnecter' }))
  for (const place of [
    '/demarches',
    '/engagements',
    '/demarches/population',
    '/demarches/campagnes-electorales',
  ])
    await watched.open(place)
  await watched.open(path)
  const text = await page.locator('main').innerText()
  for (const words of [
    'La ville a répondu',
    'Tenue en partie',
    'Trois jeux sur quatre.',
    'La clôture du square',
  ])
    expect(text).toContain(words)
}
