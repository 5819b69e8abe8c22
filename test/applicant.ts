import type { Message } from '#infra/mail.ts'
import { expectDone } from './budget-edition.ts'
import type { TestCall } from './made-call.ts'
import type { Browser, World } from './make-world.ts'

/** Path of the link that a message holds. */
export function linkIn(message: Message | undefined): string {
  const path = /http:\/\/localhost(\/appels-a-projets\/confirmation\/[\w-]{43})/.exec(
    message?.text ?? '',
  )?.[1]
  if (!path) throw new Error(`no link in: ${message?.text}`)
  return path
}

/** Asks for the link that begins an application; answers its path. */
export async function askForLink(
  world: World,
  browser: Browser,
  call: TestCall,
  courriel: string,
  numero = '',
): Promise<string> {
  await expectDone(browser.post(`${call.path}/candidature`, { courriel, numero }))
  return linkIn(world.sent.at(-1))
}

/** Where a used link leads; throws when it was refused. */
export function confirmed(answer: Response): string {
  if (answer.status !== 303) throw new Error(`the link was refused: ${answer.status}`)
  return answer.headers.get('location') ?? ''
}

/** Opens an application as somebody without an account; answers its path. */
export async function applyByMail(
  world: World,
  browser: Browser,
  call: TestCall,
  email: string,
  nom = 'Candidate Nouvelle',
  numero = '',
): Promise<string> {
  return confirmed(await browser.post(await askForLink(world, browser, call, email, numero), { nom }))
}
