import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { foldText } from '#kernel/plain-text.ts'

/**
 * The name shown and the text searched, of those records: the local layer where there is one, else that of imports. What
 * an organisation keeps for the town is not searched.
 */
export async function refreshNames(tx: Database, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; words: string }>`
    with shown as (
      select distinct on (organisation_id, field) organisation_id, field, value from organisation_values
      where organisation_id = any(${ids}::uuid[])
      order by organisation_id, field, layer desc
    )
    select organisation_id as id,
      max(value) filter (where field = 'name') as name,
      coalesce(string_agg(value, ' ' order by field) filter (
        where field in ('usual_name', 'acronym', 'activity', 'presentation') and not exists (
          select 1 from organisation_consents c
          where c.organisation_id = shown.organisation_id and c.field = shown.field and not c.is_public)), '')
      || ' ' || coalesce((select string_agg(label_fr || ' ' || label_en, ' ') from organisation_topics
          join topics on topics.id = topic_id where organisation_topics.organisation_id = shown.organisation_id), '') as words
    from shown group by organisation_id`.execute(tx)
  const texts = rows.map((row) => foldText(`${row.name} ${row.words}`))
  await sql`
    update organisations set name = new.name, search_text = new.words
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[], ${texts}::text[])
      as new (id, name, words)
    where organisations.id = new.id`.execute(tx)
}
