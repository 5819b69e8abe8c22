import { Hono } from 'hono'
import { type AppEnv, showToAll } from '#web/respond.ts'
import { chainInput, listInput } from './journal.inputs.ts'
import { journalPaths } from './journal.paths.ts'
import { getJournalHead, listChainWithSubjects, listJournal, sha256 } from './journal.queries.ts'
import { findSubjects, type JournalReaders, showEntries } from './show-entries.ts'
import { JournalPage } from './views/journal-page.tsx'

const pageSize = 50
const chainPageSize = 500

/** The journal of official acts: everybody reads it, and may verify it without asking anybody. */
export function journalRoutes(readers: JournalReaders) {
  const app = new Hono<AppEnv>()

  app.get('/journal', async (c) => {
    const { context } = c.var
    const { avant: before } = listInput.parse(c.req.query())
    const rows = await listJournal(context.db, { before, size: pageSize + 1 })
    const entries = await showEntries(context, readers, rows.slice(0, pageSize))
    const next = rows.length > pageSize ? (entries.at(-1)?.seq ?? null) : null
    return showToAll(c, JournalPage, {
      entries,
      next,
      isFirstPage: before === null,
      head: await getJournalHead(context.db),
      chainPageSize,
    })
  })

  app.get('/api/v1/journal', async (c) => {
    const { context } = c.var
    const { apres } = chainInput.parse(c.req.query())
    const rows = await listChainWithSubjects(context.db, apres ?? 0, chainPageSize + 1)
    const shown = rows.slice(0, chainPageSize)
    const subjectOf = await findSubjects(context, readers, shown)
    const last = shown.at(-1)
    return c.json({
      fictional: context.town.isFictional,
      head: await getJournalHead(context.db),
      entries: shown.map(({ subjectKind, subjectId, content, ...entry }) => ({
        ...entry,
        contentHash: sha256(content),
        content: subjectOf(subjectKind, subjectId) ? content : null,
      })),
      next:
        rows.length > chainPageSize && last
          ? context.settings.publicUrl + journalPaths.chain(last.seq)
          : null,
    })
  })

  return app
}
