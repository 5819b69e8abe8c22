import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { Proposal } from '../proposals.rules.ts'
import { proposalsWords } from '../proposals.words.ts'

export interface MineProps {
  readonly rows: readonly Proposal[]
  /** Signed in, or on a browser whose mailbox was confirmed. */
  readonly isKnown: boolean
  readonly hasKey: boolean
  readonly state: FormState
}

/** What a person wrote here, drafts too; whoever is not known asks for a link. */
export function MinePage({ shell, rows, isKnown, hasKey, state }: MineProps & { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  return (
    <Page shell={shell} title={t('mine.title')}>
      <h1>{t('mine.title')}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      {isKnown && rows.length === 0 ? <p class="empty">{t('mine.empty')}</p> : null}
      <ul class="rows">
        {rows.map((row) => (
          <li>
            <a href={row.status === 'draft' ? proposalsPaths.draft(row.id) : proposalsPaths.show(row.number)}>
              {row.title}
            </a>{' '}
            <span class="badge">{t(`status.${row.status}`)}</span>
          </li>
        ))}
      </ul>
      {isKnown ? null : (
        <form method="post" action={proposalsPaths.mine()} class="card" noValidate>
          <p>{t('mine.ask')}</p>
          <TextField
            name="courriel"
            type="email"
            autoComplete="email"
            label={t('form.email')}
            state={state}
            required
          />
          <button class="button" type="submit">
            {t('mine.send')}
          </button>
        </form>
      )}
      {hasKey ? (
        <form method="post" action={`${proposalsPaths.mine()}/oubli`}>
          <button class="button-quiet" type="submit">
            {t('mine.forget')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
