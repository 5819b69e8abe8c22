import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'

export interface OpenProcess {
  readonly id: string
  readonly slug: string
}

/** A process that asks for proposals from 1 November to 31 December 2026, and answers within 60 days after. */
export async function openProcess(
  db: Database,
  slug: string,
  terms: { readonly moderation?: 'before' | 'after'; readonly endsOn?: string } = {},
): Promise<OpenProcess> {
  const id = randomUUID()
  const { moderation = 'after', endsOn = '2026-12-31' } = terms
  await db
    .insertInto('processes')
    .values({
      id,
      slug,
      title: `Démarche ${slug}`,
      theme: 'Cadre de vie',
      form: 'concertation',
      engagement: 'involve',
      decider: 'council',
      moderation,
      answer_days: 60,
    })
    .execute()
  await db
    .insertInto('process_phases')
    .values({
      process_id: id,
      position: 0,
      kind: 'proposals',
      title: 'Propositions',
      starts_on: '2026-11-01',
      ends_on: endsOn,
    })
    .execute()
  const move = (values: { status: string; signed_on?: string; opened_on?: string }) =>
    db.updateTable('processes').set(values).where('id', '=', id).execute()
  await move({ status: 'signed', signed_on: '2026-10-20' })
  await move({ status: 'open', opened_on: '2026-11-01' })
  return { id, slug }
}
