/**
 * The processes that the benchmark of calls measures, over BENCH_DATABASE or the embedded database of BENCH_FOLDER: `fill` prepares a
 * call with its drafts and signs their applicants in, `site` is the product. Built by calls.bench.ts, since Node reads no JSX.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from '#infra/database.ts'
import { insertApplication, updateTyped } from '#modules/partnership/calls/applications.queries.ts'
import { signInByLink } from '#modules/people/accounts/accounts.actions.ts'
import { ensureMailboxAccount } from '#modules/people/accounts/accounts.public.ts'
import type { OpenTown } from '../../src/open-town.ts'
import { startTown } from '../../src/start.ts'
import { benchSettings, openBenchTown, say } from '../bench-town.ts'

const settings = benchSettings()

/** A whole application, as its form keeps it. */
function typed(number: number): Record<string, string> {
  return {
    organisme: `Association ${number}`,
    nature: 'association',
    rna: `W49${String(1_000_000 + number)}`,
    adresse: '4 rue des Tanneries, 49000 Valmarie',
    signataire: 'Qui signe',
    fonction: 'Présidence',
    titre: `Projet ${number}`,
    resume: 'Dix bacs, plantés et arrosés par les voisins. '.repeat(20),
    debut: '2030-03-01',
    fin: '2030-11-30',
    montant: '1 500',
    depense_1: 'Bacs et terre',
    depense_montant_1: '2 200,50',
    depense_2: 'Plants',
    depense_montant_2: '799,50',
    recette_1: 'Cotisations',
    recette_montant_1: '1 500',
    economique: 'non',
    engagement_republicain: 'oui',
  }
}

export interface FillOrder {
  readonly kind: 'fill'
  readonly applicants: number
  /** Where the sessions are written: a path and a cookie a line. */
  readonly sessions: string
  /** The call closes so long after everything is ready. */
  readonly closesIn_s: number
}

export interface Filled {
  readonly code: string
  readonly callId: string
  readonly closesAt_ms: number
  /** So many bare inserts of the same words, each committed by itself, all asked for at once. */
  readonly bare_ms: number
}

async function fill(order: FillOrder): Promise<void> {
  const { database, town } = await openBenchTown(settings)
  const { db } = database
  const bare_ms = await insertBare(town, order.applicants)
  const callId = randomUUID()
  await db
    .insertInto('calls')
    .values({
      id: callId,
      code: 'mesure',
      title: 'Mesure',
      summary: 'x',
      rules_text: 'x',
      legal_basis: 'x',
      applicants: ['association'],
      engagement: 'inform',
      opens_at: new Date('2020-01-01'),
      closes_at: new Date('2040-01-01'),
      answer_on: '2040-02-01',
      tie_rule: 'receipt',
    })
    .execute()
  await db.insertInto('call_forms').values({ call_id: callId, version: 1, questions: '[]' }).execute()
  const sessions: string[] = []
  for (let number = 1; number <= order.applicants; number += 1)
    sessions.push(await signDraft(town, callId, number))
  writeFileSync(order.sessions, sessions.join('\n'))
  const closesAt = new Date(Date.now() + order.closesIn_s * 1000)
  await db
    .updateTable('calls')
    .set({ closes_at: closesAt, status: 'open' })
    .where('id', '=', callId)
    .execute()
  await database.close()
  say({ code: 'mesure', callId, closesAt_ms: closesAt.getTime(), bare_ms })
}

async function insertBare({ services: { db } }: OpenTown, rows: number): Promise<number> {
  await sql`create table bench_rows (id uuid primary key, typed jsonb not null, at timestamptz not null default now())`.execute(
    db,
  )
  const start = performance.now()
  await Promise.all(
    Array.from({ length: rows }, (_, number) =>
      sql`insert into bench_rows (id, typed) values (${randomUUID()}, ${JSON.stringify(typed(number))})`.execute(
        db,
      ),
    ),
  )
  const lasted_ms = performance.now() - start
  await sql`drop table bench_rows`.execute(db)
  return lasted_ms
}

/** The draft of one applicant, ready to be sent, and the cookie of the applicant's session. */
async function signDraft({ services, accounts }: OpenTown, callId: string, number: number): Promise<string> {
  const email = `candidat-${number}@mesure.example`
  const account = await ensureMailboxAccount(services.db, { email, name: `Candidat ${number}` })
  const draft = { callId, formVersion: 1, organisationId: null, holderId: account.id, at: new Date() }
  const id = await insertApplication(services.db, { ...draft, typed: {} })
  await updateTyped(services.db, id, 1, { typed: typed(number), formVersion: 1 })
  const token = await accounts.identity.issueToken(email)
  const entered = await signInByLink(accounts.identity, token, new Headers())
  if (!entered.ok) throw new Error(entered.refusal)
  const cookies = entered.value.getSetCookie().map((cookie) => cookie.split(';')[0])
  return `/appels-a-projets/mesure/candidatures/${id}/envoi ${cookies.join('; ')}`
}

/** The product, as `npm start` runs it. */
async function serveSite(): Promise<void> {
  const town = await startTown(settings, () => undefined)
  if (!town.ok) throw new Error(town.refusal.join('\n'))
  say({ port: Number(new URL(town.value.address).port) })
}

/** What is in the database afterwards. */
async function readBack({ callId }: { readonly callId: string }): Promise<void> {
  const database = await openDatabase(settings)
  const { db } = database
  const rows = await db
    .selectFrom('applications')
    .select(['id', 'number', 'received_at'])
    .where('call_id', '=', callId)
    .execute()
  const mails = await db
    .selectFrom('outbox')
    .select('recipient')
    .where('subject', 'like', '%reçue%')
    .execute()
  await database.close()
  const received = rows.filter(({ received_at }) => received_at !== null)
  say({
    received: received.map(({ id, number, received_at }) => ({
      id,
      number: number ?? 0,
      at_ms: received_at?.getTime() ?? 0,
    })),
    drafts: rows.length - received.length,
    recipients: mails.map(({ recipient }) => recipient),
  })
}

process.on('message', async (order: FillOrder | { kind: 'read'; callId: string }) => {
  if (order.kind === 'fill') await fill(order)
  if (order.kind === 'read') await readBack(order)
})
process.on('disconnect', () => process.exit())
if (process.argv[2] === 'site') await serveSite()
