import type { Hono } from 'hono'
import { z } from 'zod'
import { inTransaction } from '#infra/transaction.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { ok } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { day } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { readSiret } from './identifiers.rules.ts'
import { refusedInput, words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canKeepDirectory, roleOfImporter } from './organisations.permissions.ts'
import { listGrantorSirets, listGrantsToPublish, listGrantYears, saveGrantorSiret } from './scdl.queries.ts'
import { type ScdlAnswer, scdlColumns, scdlRow } from './scdl.rules.ts'
import { ScdlPage } from './views/scdl-page.tsx'

const yearInput = z.object({
  annee: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .nullable()
    .catch(null)
    .default(null),
})
const siretInput = z.object({
  siret: z
    .string()
    .default('')
    .transform((typed) => readSiret(typed, false))
    .refine((read) => read.kind === 'valid', 'siret_unreadable'),
  debut: day,
})

/** Grants in the published format: the file is everybody's, the work on it is for those who keep the directory. */
export function addScdlRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/subventions.csv', async (c) => {
    const { town } = c.var.context
    const { year, answers } = await answersOf(c)
    const lines = answers.flatMap(({ answer }) =>
      answer.kind === 'row' ? [scdlColumns.map((column) => quoted(answer.row[column])).join(',')] : [],
    )
    const bytes = new TextEncoder().encode(`${[scdlColumns.join(','), ...lines].join('\r\n')}\r\n`)
    const name = ['subventions', slugOf(town.name), year, town.isFictional ? 'fictif' : null]
    return sendFile(c, {
      name: `${name.filter(Boolean).join('-')}.csv`,
      type: 'text/csv; charset=utf-8',
      bytes,
    })
  })

  app.get('/organisations/subventions', (c) =>
    canKeepDirectory(c.var.context.actor) ? page(c, emptyForm, 200) : c.notFound(),
  )

  app.post('/organisations/subventions/siret', async (c) => {
    const { actor, db } = c.var.context
    const role = roleOfImporter(actor)
    if (role === null) return c.notFound()
    const values = await readForm(c)
    const input = siretInput.safeParse(values)
    if (!input.success) return page(c, refusedInput(c, values, input.error), 422)
    const { siret, debut } = input.data
    if (siret.kind !== 'valid') return c.notFound()
    await inTransaction(db, async (tx) => {
      await saveGrantorSiret(tx, { siret: siret.siret, from: debut })
      await recordAct(
        { ...c.var.context, db: tx },
        {
          act: 'set_grantor_siret',
          subjectKind: 'file_import',
          subjectId: siret.siret,
          subjectLabel: siret.siret,
          role,
        },
      )
      return ok(null)
    })
    return goTo(c, organisationsPaths.grantsOut(), words(c)('done.saved'))
  })
}

async function answersOf(c: WebContext) {
  const { db, town } = c.var.context
  const { annee: year } = yearInput.parse(c.req.query())
  const sirets = await listGrantorSirets(db)
  const grants = await listGrantsToPublish(db, year)
  const answers: readonly { readonly grant: (typeof grants)[number]; readonly answer: ScdlAnswer }[] =
    grants.map((grant) => ({ grant, answer: scdlRow(grant, { name: town.name, sirets }) }))
  return { year, sirets, answers }
}

async function page(c: WebContext, state: FormState, status: 200 | 422): Promise<Response> {
  const { year, sirets, answers } = await answersOf(c)
  const years = await listGrantYears(c.var.context.db)
  return show(c, ScdlPage, { year, years, sirets, answers, state }, status)
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
