import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { SupportDay } from './surges.rules.ts'

const row = z.object({
  number: z.number(),
  title: z.string(),
  process_id: z.string(),
  supported_on: z.string().transform(calendarDate),
  supports: z.number(),
  only_this: z.number(),
  domain: z.string().nullable(),
  of_domain: z.number().nullable(),
})

/** Supports of published proposals by day, from that day on. Who gave them is not read. */
export async function listSupportDays(db: Database, since: CalendarDate): Promise<SupportDay[]> {
  const { rows } = await sql`
    with given as (
      select s.proposal_id, s.supported_on, split_part(c.email, '@', 2) as domain,
        not exists (select from proposal_supports o where o.contributor_id = c.id and o.proposal_id <> s.proposal_id)
          and not exists (select from proposal_comments o where o.contributor_id = c.id)
          and not exists (select from proposals o where o.contributor_id = c.id) as is_only_this
      from proposal_supports s join contributors c on c.id = s.contributor_id
      where s.supported_on >= ${since} and s.carried_from is null
    ), domains as (
      select distinct on (proposal_id, supported_on) proposal_id, supported_on, domain, count(*) as of_domain
      from given where domain is not null group by 1, 2, 3 order by 1, 2, 4 desc, 3
    )
    select p.number, p.title, p.process_id, g.supported_on, count(*) as supports,
      count(*) filter (where g.is_only_this) as only_this, max(d.domain) as domain, max(d.of_domain) as of_domain
    from given g join proposals p on p.id = g.proposal_id and p.status = 'published'
      left join domains d on d.proposal_id = g.proposal_id and d.supported_on = g.supported_on
    group by p.number, p.title, p.process_id, g.supported_on`.execute(db)
  return rows.map((found) => {
    const read = row.parse(found)
    return {
      number: read.number,
      title: read.title,
      processId: read.process_id,
      day: read.supported_on,
      supports: read.supports,
      onlyThis: read.only_this,
      sameDomain: read.domain === null ? null : { domain: read.domain, supports: read.of_domain ?? 0 },
    }
  })
}
