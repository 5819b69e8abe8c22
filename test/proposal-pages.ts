import { expect } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import type { Role } from '#kernel/roles.ts'
import type { Browser, World } from './make-world.ts'

/** What a person types in the form. */
export const idea = {
  titre: 'Des bancs à l’ombre place Carnot',
  texte: 'Les personnes âgées **traversent** la place sans pouvoir s’asseoir.\n\n- six bancs\n- deux arbres',
  categorie: 'public_space',
  quartier: '',
  rue: 'Place Carnot',
  latitude: '',
  longitude: '',
}

/** Writes a draft through the form; answers the address of its page. */
export async function writeDraft(
  browser: Browser,
  process: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const answer = await browser.post('/propositions/nouvelle', { ...idea, demarche: process, ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

/** Publishes a proposal as that role; answers its address. */
export async function publish(
  world: World,
  role: Role,
  process: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const browser = await world.as(role)
  const draft = await writeDraft(browser, process, more)
  const answer = await browser.post(`${draft}/publication`)
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

/** The path of the last link that was mailed to that address. */
export function lastLink(world: World, email: string): string {
  const mail = world.sent.findLast(({ to }) => to === email)
  const [, path] = /http:\/\/localhost(\/propositions\/confirmation\/[\w-]{43})/.exec(mail?.text ?? '') ?? []
  return assertDefined(path, `a link was mailed to ${email}`)
}

export async function textOf(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text()
}
