import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Services } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { getSecret } from '#infra/secrets.queries.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'

/** Proof that a person may vote, handed from the page that checked it to the ballot. It is signed and ends by itself. */
export interface VotingPass {
  readonly editionId: string
  readonly personKey: string
  readonly emailKey: string | null
  readonly area: number
  /** Seconds since 1970. */
  readonly until_s: number
}

/**
 * Keyed hashes of what names a person: they tell two people apart, and nothing else to whoever lacks the secret. Keys of one edition
 * are of no use in another.
 */
export interface VotingKeys {
  ofPerson(editionId: string, person: DeclaredPerson): string
  ofEmail(editionId: string, email: string): string
  ofDocument(editionId: string, document: string): string
  ofCode(editionId: string, code: string): string
  sign(pass: VotingPass): string
  /** Null when it is not ours, is of another edition, or has ended. */
  verify(text: string, editionId: string, now: Date): VotingPass | null
}

export interface DeclaredPerson {
  readonly firstName: string
  readonly lastName: string
  readonly birthDate: CalendarDate
}

const opened = new WeakMap<Database, Promise<VotingKeys>>()

/** The secret of the settings for what names people, so that a copy of the database alone cannot be searched; else the database's. */
export function openVotingKeys(services: Pick<Services, 'db' | 'settings'>): Promise<VotingKeys> {
  const known = opened.get(services.db)
  if (known) return known
  const made = makeKeys(services)
  opened.set(services.db, made)
  made.catch(() => opened.delete(services.db))
  return made
}

async function makeKeys({ db, settings }: Pick<Services, 'db' | 'settings'>): Promise<VotingKeys> {
  const rollSecret = settings.rollSecret ?? (await getSecret(db, 'budget_roll'))
  const passSecret = await getSecret(db, 'budget_pass')
  const keyOf = (kind: string, editionId: string, text: string) =>
    createHmac('sha256', rollSecret).update(`${kind}\n${editionId}\n${text}`).digest('base64url')
  const signatureOf = (content: string) =>
    createHmac('sha256', passSecret).update(content).digest('base64url')
  return {
    ofPerson: (editionId, { firstName, lastName, birthDate }) =>
      keyOf('person', editionId, `${squeeze(lastName)}\n${squeeze(firstName)}\n${birthDate}`),
    ofEmail: (editionId, email) => keyOf('email', editionId, email.trim().toLowerCase()),
    ofDocument: (editionId, document) => keyOf('document', editionId, squeeze(document)),
    ofCode: (editionId, code) => keyOf('code', editionId, code),
    sign(pass) {
      const content = Buffer.from(JSON.stringify(pass)).toString('base64url')
      return `${content}.${signatureOf(content)}`
    },
    verify(text, editionId, now) {
      const [content = '', signature = ''] = text.split('.')
      if (!isSame(signature, signatureOf(content))) return null
      const pass = readPass(content)
      return pass && pass.editionId === editionId && pass.until_s * 1000 > now.getTime() ? pass : null
    },
  }
}

const passContent = z.object({
  editionId: z.string(),
  personKey: z.string(),
  emailKey: z.string().nullable(),
  area: z.number(),
  until_s: z.number(),
})

/** Read after its signature was checked: what it holds was written here. */
function readPass(content: string): VotingPass | null {
  const read = passContent.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString('utf8')))
  return read.success ? read.data : null
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** Letters and digits only: `De La Tour`, `de-la-tour` and `DELATOUR` are one name. */
function squeeze(text: string): string {
  return foldText(text).replaceAll(' ', '')
}

/** What is kept of a receipt's secret. */
export function hashOfReceipt(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
