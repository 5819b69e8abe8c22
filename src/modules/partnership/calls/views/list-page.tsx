import { formatEuros } from '#kernel/cents.ts'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { callsPaths } from '../calls.paths.ts'
import type { CallRow } from '../calls.queries.ts'
import type { Stage } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

export interface CallListProps {
  readonly rows: readonly (CallRow & { readonly stage: Stage })[]
  readonly first: string | null
  readonly next: string | null
  readonly canPrepare: boolean
}

export function CallListPage(props: CallListProps & { readonly shell: Shell }) {
  const { shell, rows, first, next, canPrepare } = props
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      <p>
        {shell.person ? <a href={callsPaths.mine()}>{t('list.mine')}</a> : null}{' '}
        {canPrepare ? (
          <a class="button" href={callsPaths.new()} data-key="n">
            {t('list.new')}
          </a>
        ) : null}{' '}
        {canPrepare ? (
          <a class="button-quiet" href={callsPaths.papers()}>
            {t('papers.title')}
          </a>
        ) : null}
      </p>
      {rows.length === 0 ? (
        <p class="empty">{canPrepare ? t('list.empty_services') : t('list.empty')}</p>
      ) : null}
      {rows.map(({ call, envelopeCents, received, stage }) => (
        <section class="card" aria-labelledby={`appel-${call.code}`}>
          <h2 id={`appel-${call.code}`}>
            <a href={callsPaths.show(call.code)}>{typeset(call.title, shell.locale)}</a>
          </h2>
          <p>
            <StageBadge stage={stage} shell={shell} />{' '}
            {stage === 'open' || stage === 'coming'
              ? t('list.until', { instant: formatInstant(call.closesAt, shell.locale) })
              : t('list.closed', { instant: formatInstant(call.closesAt, shell.locale) })}
          </p>
          <p>{typeset(call.summary, shell.locale)}</p>
          <p class="muted">
            {t('list.figures', {
              envelope: formatEuros(envelopeCents, shell.locale, { whole: true }),
              count: received,
            })}
          </p>
        </section>
      ))}
      <Pager first={first} next={next} locale={shell.locale} />
    </Page>
  )
}

/** Where a call stands; what can be answered now is solid. */
export function StageBadge({ stage, shell }: { readonly stage: Stage; readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const look = { draft: 'idea', open: 'running', decided: 'decided', closed_out: 'closed' }
  const status = Object.entries(look).find(([name]) => name === stage)?.[1]
  return (
    <span class="badge" data-status={status}>
      {t(`stage.${stage}`)}
    </span>
  )
}
