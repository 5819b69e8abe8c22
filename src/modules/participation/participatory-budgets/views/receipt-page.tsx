import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { inGroups, publicNumber } from '../ballots.rules.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import type { Offer, Project, Stage } from '../editions.rules.ts'
import type { Receipt } from '../voting.actions.ts'
import { amountText } from './amount.ts'
import { KioskBar } from './kiosk-page.tsx'

export interface ReceiptPageProps {
  readonly offer: Offer
  readonly receipt: Receipt
  readonly stage: Stage
  /** Just cast, just replaced, or looked up. */
  readonly moment: 'cast' | 'replaced' | 'checked'
  readonly isKiosk: boolean
}

export function ReceiptPage(props: ReceiptPageProps & { readonly shell: Shell }) {
  const { shell, offer, receipt, moment, stage, isKiosk } = props
  const { edition } = offer
  const t = budgetsWords(shell.locale)
  const number = publicNumber(receipt.ballot.receipt)
  return (
    <Page shell={shell} title={t(`receipt.${moment}_title`)}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{t(`receipt.${moment}_title`)}</h1>
      {isKiosk ? <KioskBar shell={shell} code={edition.code} page="receipt" /> : null}
      {moment === 'checked' ? null : (
        <div class="notice" role="status">
          <p>{t('receipt.keep')}</p>
          <p class="budget-receipt">{inGroups(receipt.secret)}</p>
          <p>{t('receipt.why')}</p>
        </div>
      )}
      <h2>{t('receipt.ballot')}</h2>
      <Chosen {...props} t={t} />
      <h2>{t('receipt.public')}</h2>
      <p>
        {t(stage === 'counted' ? 'receipt.public_counted' : 'receipt.public_later')}{' '}
        <code class="wrap">{number}</code>
      </p>
      {stage === 'counted' ? (
        <p>
          <a href={budgetsPaths.file(edition.code, receipt.ballot.area)}>{t('results.file')}</a>
        </p>
      ) : null}
      {stage === 'voting' ? <ReplaceForm code={edition.code} secret={receipt.secret} t={t} /> : null}
      <p class="muted">{t('receipt.warning')}</p>
    </Page>
  )
}

/** The secret goes in a form, never in an address: addresses stay in histories and logs. */
function ReplaceForm({ code, secret, t }: { code: string; secret: string; t: BudgetsWords }) {
  return (
    <form method="post" action={budgetsPaths.receipt(code)}>
      <input type="hidden" name="recu" value={secret} />
      <button class="button-quiet" type="submit" name="modifier" value="oui">
        {t('receipt.change')}
      </button>
    </form>
  )
}

function Chosen({
  offer,
  receipt,
  shell,
  t,
}: ReceiptPageProps & { readonly shell: Shell; readonly t: BudgetsWords }) {
  const { projects, points } = receipt.ballot.choices
  const byNumber = new Map<number, Project>(offer.projects.map((project) => [project.number, project]))
  if (projects.length === 0) return <p>{t('receipt.blank')}</p>
  return (
    <ul>
      {projects.map((number, index) => {
        const project = byNumber.get(number)
        return (
          <li>
            <strong>{number}</strong> {project?.title}
            {points ? ` – ${t('receipt.points', { count: points[index] ?? 0 })}` : ''}{' '}
            <span class="muted">
              {amountText(project?.costCents ?? 0, offer.edition.currency, shell.locale)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

export interface ReceiptCheckProps {
  readonly offer: Offer
  readonly stage: Stage
  readonly state: FormState
}

/** Where a voter types the secret of their receipt: to read their ballot, to replace it, or to find it on the public list. */
export function ReceiptCheckPage({
  shell,
  offer,
  stage,
  state,
}: ReceiptCheckProps & { readonly shell: Shell }) {
  const t = budgetsWords(shell.locale)
  const { code, title } = offer.edition
  return (
    <Page shell={shell} title={t('receipt.check_title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(code)}>{title}</a>
      </p>
      <h1>{t('receipt.check_title')}</h1>
      <p class="lead">{t(stage === 'voting' ? 'receipt.check_lead_voting' : 'receipt.check_lead')}</p>
      <form method="post" action={budgetsPaths.receipt(code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField
          name="recu"
          label={t('receipt.secret')}
          hint={t('receipt.secret_hint')}
          autoComplete="off"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('receipt.check')}
        </button>
      </form>
    </Page>
  )
}
