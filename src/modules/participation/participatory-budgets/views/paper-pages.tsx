import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { BallotPaper } from '../ballots.rules.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import type { Offer } from '../editions.rules.ts'
import type { Batch } from '../paper.queries.ts'
import type { BatchState, SheetFault } from '../paper.rules.ts'
import { amountText } from './amount.ts'
import { Birth, Names } from './identity-page.tsx'

export interface PaperPageProps {
  readonly offer: Offer
  readonly batches: readonly Batch[]
  readonly state: FormState
}

/** The desk of paper votes: its batches, and how to open one. */
export function PaperPage({ shell, offer, batches, state }: PaperPageProps & { readonly shell: Shell }) {
  const t = budgetsWords(shell.locale)
  const { edition, areas } = offer
  return (
    <Page shell={shell} title={t('paper.title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{t('paper.title')}</h1>
      <p class="lead">{t('paper.lead')}</p>
      {batches.length === 0 ? (
        <p class="empty">{t('paper.none')}</p>
      ) : (
        <ul class="rows">
          {batches.map((batch) => (
            <li>
              <a href={budgetsPaths.batch(edition.code, batch.number)}>
                {t('paper.batch', { number: batch.number, place: batch.place })}
              </a>
              <span class="badge" data-state={batch.isSealed ? 'met' : 'pending'}>
                {t(batch.isSealed ? 'paper.sealed' : 'paper.open')}
              </span>
              <span class="muted">{t('paper.marks', { count: batch.marks })}</span>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={budgetsPaths.paper(edition.code)} noValidate>
        <h2>{t('paper.new')}</h2>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="lieu" label={t('paper.place')} hint={t('paper.place_hint')} state={state} required />
        {areas.length > 1 ? (
          <SelectField
            name="secteur"
            label={t('paper.area')}
            choices={areas.map((area) => ({ value: String(area.number), label: area.name }))}
            state={state}
            required
          />
        ) : (
          <input type="hidden" name="secteur" value={String(areas[0]?.number ?? 1)} />
        )}
        <button class="button" type="submit">
          {t('paper.new')}
        </button>
      </form>
    </Page>
  )
}

export interface BatchPageProps {
  readonly offer: Offer
  readonly batch: Batch
  readonly readers: readonly string[]
  readonly batchState: BatchState
  /** Of a poured batch that was read again: the sheets that differ. Null when nobody has. */
  readonly recount: readonly number[] | null
  readonly canMark: boolean
  readonly state: FormState
}

/** One batch: marking people, and where its sheets stand. The sheets are read on a page of their own. */
export function BatchPage(props: BatchPageProps & { readonly shell: Shell }) {
  const { shell, offer, batch, readers, batchState, canMark, state } = props
  const t = budgetsWords(shell.locale)
  const { code, title } = offer.edition
  const heading = t('paper.batch', { number: batch.number, place: batch.place })
  return (
    <Page shell={shell} title={heading}>
      <p class="crumb">
        <a href={budgetsPaths.show(code)}>{title}</a> ·{' '}
        <a href={budgetsPaths.paper(code)}>{t('paper.title')}</a>
      </p>
      <h1>{heading}</h1>
      <p class="lead">{t('paper.marks', { count: batch.marks })}</p>
      {batch.isSealed ? <Poured {...props} t={t} /> : null}
      {batch.isSealed || !canMark ? null : <MarkForm {...props} t={t} />}
      {batch.isSealed ? null : (
        <section aria-labelledby="feuilles">
          <h2 id="feuilles">{t('paper.sheets')}</h2>
          <p>{stateSentence(batchState, t)}</p>
          {readers.length > 0 ? (
            <p class="muted">{t('paper.readers', { names: readers.join(', ') })}</p>
          ) : null}
          <p>
            <a href={budgetsPaths.sheets(code, batch.number)}>{t('paper.read')}</a>
          </p>
          {batchState.kind === 'ready' ? (
            <form method="post" action={budgetsPaths.sealing(code, batch.number)}>
              <button class="button" type="submit">
                {t('paper.seal')}
              </button>
            </form>
          ) : null}
        </section>
      )}
      {state.errors[''] && batch.isSealed ? <ErrorSummary state={state} locale={shell.locale} /> : null}
    </Page>
  )
}

function Poured({ offer, batch, recount, readers, t }: BatchPageProps & { readonly t: BudgetsWords }) {
  return (
    <>
      <p class="notice">{t('paper.sealed_text')}</p>
      <p class="muted">{t('paper.readers', { names: readers.join(', ') })}</p>
      {recount === null ? null : (
        <p class={recount.length === 0 ? 'notice' : 'alert'}>
          {recount.length === 0
            ? t('paper.recount_same')
            : t('paper.recount_differs', { lines: recount.join(', ') })}
        </p>
      )}
      <p>
        <a href={budgetsPaths.sheets(offer.edition.code, batch.number)}>{t('paper.recount')}</a>
      </p>
    </>
  )
}

function stateSentence(state: BatchState, t: BudgetsWords): string {
  if (state.kind === 'differ') return t('paper.state_differ', { lines: state.lines.join(', ') })
  if (state.kind === 'not_as_marks')
    return t('paper.state_not_as_marks', { sheets: state.sheets, marks: state.marks })
  return t(`paper.state_${state.kind}`)
}

function MarkForm({
  offer,
  batch,
  state,
  shell,
  t,
}: BatchPageProps & { readonly shell: Shell; readonly t: BudgetsWords }) {
  const { code, rollKind } = offer.edition
  return (
    <form method="post" action={budgetsPaths.marks(code, batch.number)} noValidate>
      <h2>{t('paper.mark_title')}</h2>
      <p class="muted">{t('paper.mark_note')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      {rollKind === 'declaration' ? <Names state={state} t={t} /> : null}
      {rollKind === 'roll' ? (
        <TextField name="piece" label={t('identity.document')} autoComplete="off" state={state} required />
      ) : null}
      {rollKind === 'code' ? (
        <TextField name="code" label={t('identity.code')} autoComplete="off" state={state} required />
      ) : (
        <Birth state={state} t={t} />
      )}
      <button class="button" type="submit">
        {t('paper.mark')}
      </button>
    </form>
  )
}

export interface SheetsPageProps {
  readonly offer: Offer
  readonly batch: Batch
  readonly paper: BallotPaper
  readonly faults: readonly SheetFault[]
  readonly state: FormState
}

/** Where one agent types the pile of a batch. It shows no name and no mark: the two tasks never share a screen. */
export function SheetsPage(props: SheetsPageProps & { readonly shell: Shell }) {
  const { shell, offer, batch, paper, faults, state } = props
  const t = budgetsWords(shell.locale)
  const { edition } = offer
  return (
    <Page shell={shell} title={t('sheets.title')} width="wide">
      <p class="crumb">
        <a href={budgetsPaths.batch(edition.code, batch.number)}>
          {t('paper.batch', { number: batch.number, place: batch.place })}
        </a>
      </p>
      <h1>{t('sheets.title')}</h1>
      <p class="lead">{t('sheets.lead')}</p>
      <form method="post" action={budgetsPaths.sheets(edition.code, batch.number)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {faults.length > 0 ? (
          <ul>
            {faults.slice(0, 50).map((fault) => (
              <li>
                {t('roll.line', { line: fault.line })}
                {t('colon')} {t(`error.${fault.code}`, { found: fault.found })}
              </li>
            ))}
          </ul>
        ) : null}
        <TextArea
          name="feuilles"
          label={t('sheets.sheets')}
          hint={t(edition.ballotType === 'points' ? 'sheets.hint_points' : 'sheets.hint')}
          rows={12}
          state={state}
        />
        <button class="button" type="submit">
          {t('sheets.save')}
        </button>
      </form>
      <h2>{t('sheets.projects')}</h2>
      <ul class="budget-projects">
        {paper.projects.map((project) => (
          <li>
            <span>
              <span class="budget-number">{project.number}</span> {project.title}
            </span>
            <span class="budget-cost">{amountText(project.costCents, edition.currency, shell.locale)}</span>
          </li>
        ))}
      </ul>
    </Page>
  )
}
