import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'
import type { Review } from '../jury.queries.ts'
import { byId } from './file-names.ts'

export interface LinksPageProps {
  readonly call: Call
  readonly own: readonly Review[]
  readonly applications: readonly Application[]
  readonly state: FormState
}

/** Names only: a juror says with whom there is a link before reading a line. */
export function LinksPage({
  shell,
  call,
  own,
  applications,
  state,
}: LinksPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const names = byId(applications)
  return (
    <Page shell={shell} title={t('links.title')}>
      <p class="crumb">
        <a href={callsPaths.jury(call.code)}>{t('jury.title')}</a>
      </p>
      <h1>{t('links.title')}</h1>
      <p class="lead">{t('links.lead')}</p>
      <form method="post" action={callsPaths.links(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {own.map((review) => {
          const application = names.get(review.applicationId)
          if (review.state === 'recused')
            return (
              <p>
                {application?.number}. {application?.applicantName}{' '}
                <span class="badge">{t('review.recused')}</span>{' '}
                <span class="muted">{review.recusalReason}</span>
              </p>
            )
          return (
            <TextField
              name={`lien_${review.applicationId}`}
              label={t('links.link', {
                number: application?.number ?? 0,
                name: application?.applicantName ?? '',
              })}
              state={state}
            />
          )
        })}
        <button class="button" type="submit">
          {t('links.declare')}
        </button>
      </form>
    </Page>
  )
}
