import type { APIRequestContext } from 'playwright-core'
import { assertDefined } from '#kernel/assert.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { parisTime } from '#modules/partnership/calls/paris-time.rules.ts'
import { callFields, dossierFields, grantFacts, gridFields } from '../made-call.ts'
import type { DemoTown } from './demo-town.ts'

/** A person of the demonstration who works through requests alone: what a journey needs and does not look at. */
export interface HandPerson {
  /** Sends a form; answers where it leads, and throws when it is refused. */
  send(path: string, form: Readonly<Record<string, string>>): Promise<string>
  read(path: string): Promise<string>
}

export async function workAs(town: DemoTown, name: string): Promise<HandPerson> {
  const context = await town.browser.newContext({
    baseURL: town.address,
    extraHTTPHeaders: { origin: town.address },
  })
  const { request } = context
  const person = handPerson(request)
  await person.send('/demonstration', { compte: await accountOf(request, name) })
  return person
}

/** The server closes a connection that has been idle for some seconds: what was being sent on it is sent again. */
const maxRetries = 3

function handPerson(request: APIRequestContext): HandPerson {
  return {
    async send(path, form) {
      const answer = await request.post(path, { form, maxRedirects: 0, maxRetries })
      if (answer.status() !== 303) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
      return answer.headers().location ?? ''
    },
    async read(path) {
      const answer = await request.get(path, { maxRetries })
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`)
      return answer.text()
    },
  }
}

async function accountOf(request: APIRequestContext, name: string): Promise<string> {
  const page = await (await request.get('/demonstration')).text()
  const id = new RegExp(`value="([^"]+)">Entrer comme ${name}<`).exec(page)?.[1]
  return assertDefined(id, `${name} is in the demonstration`)
}

export interface PreparedCall {
  readonly path: string
  readonly closesAt: Date
  /** Paths of its applications, in the order of their numbers. */
  readonly applications: readonly string[]
}

export interface CallPeople {
  readonly director: HandPerson
  readonly applicant: HandPerson
  readonly agent: HandPerson
  /** The first one chairs. */
  readonly jurors: readonly string[]
}

const minute_ms = 60_000

/** The first whole minute that leaves time to prepare what has to be there before the closing. */
export function soon(now = new Date()): Date {
  return new Date(Math.ceil((now.getTime() + 30_000) / minute_ms) * minute_ms)
}

/** A published call, with so many applications that were found eligible. */
export async function prepareCall(
  people: CallPeople,
  titre: string,
  closesAt: Date,
  { count = 0, isAssessed = true } = {},
): Promise<PreparedCall> {
  const { director, applicant, agent } = people
  const fields = await callForm(director, titre, closesAt)
  const path = await director.send('/appels-a-projets/nouveau', fields)
  await director.send(`${path}/grille`, { version: '1', ...gridFields })
  await director.send(`${path}/droit`, grantFacts)
  await director.send(`${path}/jures`, await jurorsForm(director, path, people.jurors))
  await director.send(`${path}/formulaire`, { nature: 'file', libelle: 'Statuts' })
  await director.send(`${path}/ouverture`, {})
  const applications: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const own = await applicant.send(`${path}/candidature`, { numero: '' })
    await applicant.send(own, { version: '1', ...dossierOf(closesAt), titre: `Projet ${number}` })
    await applicant.send(`${own}/envoi`, {})
    if (isAssessed) await agent.send(`${own}/recevabilite`, { avis: 'eligible' })
    applications.push(own)
  }
  return { path, closesAt, applications }
}

async function callForm(
  director: HandPerson,
  titre: string,
  closesAt: Date,
): Promise<Record<string, string>> {
  const page = await director.read('/appels-a-projets/nouveau')
  const [, list = ''] = /<select[^>]*name="deliberation"[^>]*>(.*?)<\/select>/s.exec(page) ?? []
  const deliberation = assertDefined(
    /value="([^"]+)"/.exec(list.replaceAll('value=""', ''))?.[1],
    'a deliberation',
  )
  const { day, time } = parisTime(closesAt)
  return {
    ...callFields,
    titre,
    deliberation,
    ouverture: addDays(parisTime(new Date()).day, -1),
    cloture: day,
    cloture_heure: time,
    reponse: addDays(day, 60),
  }
}

async function jurorsForm(director: HandPerson, path: string, names: readonly string[]) {
  const page = await director.read(`${path}/jures`)
  const ids = names.map((name) =>
    assertDefined(new RegExp(`value="([^"]+)"[^>]*>${name}`).exec(page)?.[1], `${name} may be a juror`),
  )
  const seats = ids.map((id, index) => [`jure_${index + 1}`, id])
  return { ...Object.fromEntries(seats), preside: ids[0] ?? '' }
}

/** An application for the year that follows. */
export function dossierOf(closesAt: Date): Record<string, string> {
  const year = closesAt.getFullYear() + 1
  return { ...dossierFields, debut: `${year}-03-01`, fin: `${year}-11-30` }
}
