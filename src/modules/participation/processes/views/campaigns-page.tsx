import { lawPaths } from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { NamedCampaign } from '../campaigns.queries.ts'
import { processesPaths } from '../processes.paths.ts'
import { processesWords } from '../processes.words.ts'

export interface CampaignsPageProps {
  readonly campaigns: readonly NamedCampaign[]
  readonly canAdd: boolean
  readonly state: FormState
}

/** The elections that bar ballots of the town, beside municipal ones. */
export function CampaignsPage(props: CampaignsPageProps & { readonly shell: Shell }) {
  const { shell, campaigns, canAdd, state } = props
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={t('campaigns.title')}>
      <p class="crumb">
        <a href={processesPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('campaigns.title')}</h1>
      <p class="lead">
        {t('campaigns.lead')} <a href={lawPaths.rule('PAR-07')}>{t('campaigns.rule')}</a>
      </p>
      {campaigns.length === 0 ? (
        <p class="empty">{t('campaigns.none')}</p>
      ) : (
        <ul class="rows">
          {campaigns.map(({ name, startsOn, endsOn, source }) => (
            <li>
              <strong>{name}</strong>{' '}
              <span>
                {t('calendar.between', {
                  from: formatDay(startsOn, shell.locale),
                  to: formatDay(endsOn, shell.locale),
                })}
              </span>{' '}
              <span class="muted">{source}</span>
            </li>
          ))}
        </ul>
      )}
      {canAdd ? (
        <form method="post" action={processesPaths.campaigns()} class="card" noValidate>
          <h2>{t('campaigns.add')}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
          <TextField
            name="nom"
            label={t('campaigns.name')}
            hint={t('campaigns.name_hint')}
            state={state}
            required
          />
          <TextField
            name="debut"
            label={t('campaigns.from')}
            type="date"
            size="short"
            state={state}
            required
          />
          <TextField name="fin" label={t('campaigns.to')} type="date" size="short" state={state} required />
          <TextField name="source" label={t('campaigns.source')} state={state} required />
          <button class="button" type="submit">
            {t('campaigns.save')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
