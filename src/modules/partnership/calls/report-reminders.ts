import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { ok } from '#kernel/result.ts'
import { formatDay } from '#web/formats.ts'
import { listWriters } from './applications.queries.ts'
import { listReportsDue } from './awards.queries.ts'
import { tellWriters } from './telling.ts'

/** How long before a report is due its writers hear of it. */
const ahead_days = 30

/** Tells those who owe a report that its day comes, then that it has passed: once each. Run twice, it tells nobody twice. */
export async function remindReports(context: Context): Promise<void> {
  const today = context.clock.today()
  for (const due of await listReportsDue(context.db, addDays(today, ahead_days))) {
    const state = due.reportDueOn < today ? 'late' : 'soon'
    await inTransaction(context.db, async (tx) => {
      await tellWriters(
        { ...context, db: tx },
        { code: due.callCode, title: due.callTitle },
        { id: due.applicationId, title: due.title },
        await listWriters(tx, due.applicationId),
        `report:${state}`,
        `notice.report_${state}`,
        {
          fr: { day: formatDay(due.reportDueOn, 'fr') },
          en: { day: formatDay(due.reportDueOn, 'en') },
        },
      )
      return ok(null)
    })
  }
}
