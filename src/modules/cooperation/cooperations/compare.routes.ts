import type { Hono } from 'hono'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { saveOptions } from './cooperations.actions.ts'
import { changedForm, refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { optionsInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canPrepare, roleForAct } from './cooperations.permissions.ts'
import { type Cooperation, type Depth, depths, everyLegalKind, type LegalKind } from './cooperations.rules.ts'
import type { CooperationsWords } from './cooperations.words.ts'
import type { OptionDraft } from './cooperations.writes.queries.ts'
import { nextRoundNumber } from './life.rules.ts'
import { listOptions } from './preparation.queries.ts'
import { ComparePage } from './views/compare-page.tsx'

/** The three depths compared for this subject. */
export function addCompareRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/comparaison', (c) => showCompare(c, c.req.param('slug'), {}))

  app.post('/cooperations/:slug/comparaison', async (c) => {
    const slug = c.req.param('slug')
    if (!(await comparable(c, slug))) return c.notFound()
    const values = await readForm(c)
    const input = optionsInput.safeParse(values)
    if (!input.success)
      return showCompare(c, slug, { state: refusedInput(c, values, input.error), status: 422 })
    const { version, options } = input.data
    const result = await saveOptions(c.var.context, slug, version, options)
    if (result.ok) return goTo(c, cooperationsPaths.compare(slug), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'changed_meanwhile') return showChanged(c, slug, values, options)
    const state = refusedAct(c, values, result.refusal)
    return showCompare(c, slug, { state, status: statusOf(result.refusal) })
  })
}

/** Somebody else wrote first: both comparisons side by side, unless they are the same. */
async function showChanged(
  c: WebContext,
  slug: string,
  values: FormValues,
  options: readonly OptionDraft[],
): Promise<Response> {
  const cooperation = await comparable(c, slug)
  if (!cooperation) return c.notFound()
  const t = words(c)
  const stored = await listOptions(c.var.context.db, cooperation.id, nextRoundNumber(cooperation))
  const state = changedForm(c, values, valuesOf(stored, t), {
    typed: valuesOf(options, t),
    textOf(name, value) {
      const kind = name.startsWith('forme-') ? everyLegalKind.find((each) => each === value) : undefined
      return kind ? t(`kind.${kind}`) : value
    },
  })
  if (!state) return goTo(c, cooperationsPaths.compare(slug), t('done.saved'))
  return showCompare(c, slug, { state, status: 409 })
}

interface Shown {
  readonly state?: FormState
  readonly choice?: FormState
  readonly status?: 200 | 409 | 422
}

export async function showCompare(
  c: WebContext,
  slug: string,
  { state, choice = emptyForm, status = 200 }: Shown,
): Promise<Response> {
  const cooperation = await comparable(c, slug)
  if (!cooperation) return c.notFound()
  const { db, actor } = c.var.context
  const options = await listOptions(db, cooperation.id, nextRoundNumber(cooperation))
  return show(
    c,
    ComparePage,
    {
      cooperation,
      options,
      canChoose: roleForAct(actor, cooperation, 'choose') !== null,
      state: state ?? { values: valuesOf(options, words(c)), errors: {} },
      choice,
    },
    status,
  )
}

async function comparable(c: WebContext, slug: string): Promise<Cooperation | null> {
  const readable = await findReadable(c.var.context, slug)
  if (readable?.access !== 'town') return null
  return canPrepare(c.var.context.actor, readable.cooperation) ? readable.cooperation : null
}

/** What the fields start from: what was written, or what such a form usually needs, for the services to make their own. */
function valuesOf(options: readonly OptionDraft[], t: CooperationsWords): Record<string, string> {
  return Object.assign({}, ...depths.map((depth) => valuesOfDepth(depth, options, t)))
}

const usual: Readonly<Record<Depth, { readonly kind: LegalKind; readonly months: number }>> = {
  informal: { kind: 'network', months: 1 },
  formal: { kind: 'agreement', months: 6 },
  integrated: { kind: 'syndicate', months: 18 },
}

function valuesOfDepth(
  depth: Depth,
  options: readonly OptionDraft[],
  t: CooperationsWords,
): Record<string, string> {
  const option = options.find((each) => each.depth === depth)
  return {
    [`forme-${depth}`]: option?.legalKind ?? usual[depth].kind,
    [`besoins-${depth}`]: option?.needs ?? t(`usual.${depth}.needs`),
    [`permet-${depth}`]: option?.allows ?? t(`usual.${depth}.allows`),
    [`sortie-${depth}`]: option?.leaving ?? t(`usual.${depth}.leaving`),
    [`cout-${depth}`]: option ? formatEurosPlain(cents(option.yearlyCents)) : '',
    [`mois-${depth}`]: String(option?.monthsToStart ?? usual[depth].months),
  }
}
