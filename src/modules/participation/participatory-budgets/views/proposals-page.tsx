import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Offer } from '../editions.rules.ts'
import { amountText } from './amount.ts'

export interface ProposalChoice {
  readonly id: string
  readonly title: string
  readonly cents: number
}

export interface ProposalsPageProps {
  readonly offer: Offer
  /** Accepted ones with a verified cost that are not projects yet; null where the edition is of no process. */
  readonly proposals: readonly ProposalChoice[] | null
  readonly state: FormState
}

/** Residents' proposals that the services have accepted and costed, to be put to the vote. */
export function ProposalsPage({
  shell,
  offer,
  proposals,
  state,
}: ProposalsPageProps & { readonly shell: Shell }) {
  const t = budgetsWords(shell.locale)
  const { code, title, currency } = offer.edition
  return (
    <Page shell={shell} title={t('proposals.title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(code)}>{title}</a>
      </p>
      <h1>{t('proposals.title')}</h1>
      {proposals === null ? <p class="empty">{t('proposals.no_process')}</p> : null}
      {proposals?.length === 0 ? <p class="empty">{t('proposals.none')}</p> : null}
      {proposals === null || proposals.length === 0 ? null : (
        <form method="post" action={budgetsPaths.proposals(code)} noValidate>
          <ErrorSummary state={state} locale={shell.locale} />
          <fieldset class="budget-choices" id="proposition">
            <legend>{t('proposals.legend')}</legend>
            {proposals.map((proposal) => (
              <div class="budget-choice">
                <input
                  type="checkbox"
                  id={`proposition-${proposal.id}`}
                  name="proposition"
                  value={proposal.id}
                />
                <label for={`proposition-${proposal.id}`}>
                  {proposal.title}{' '}
                  <span class="budget-cost">{amountText(proposal.cents, currency, shell.locale)}</span>
                </label>
              </div>
            ))}
          </fieldset>
          <button class="button" type="submit">
            {t('proposals.take')}
          </button>
        </form>
      )}
    </Page>
  )
}
