import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { EditionRow } from '../editions.queries.ts'
import type { Stage } from '../editions.rules.ts'
import { amountText } from './amount.ts'

export interface EditionListProps {
  readonly rows: readonly (EditionRow & { readonly stage: Stage })[]
  readonly first: string | null
  readonly next: string | null
  readonly canPrepare: boolean
}

export function EditionListPage(props: EditionListProps & { readonly shell: Shell }) {
  const { shell, rows, first, next, canPrepare } = props
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canPrepare ? (
        <p>
          <a class="button" href={budgetsPaths.new()} data-key="n">
            {t('list.new')}
          </a>
        </p>
      ) : null}
      {rows.length === 0 ? <p class="empty">{t('list.empty')}</p> : null}
      {rows.map(({ edition, envelopeCents, projects, stage }) => (
        <section class="card budget-card" aria-labelledby={`edition-${edition.code}`}>
          <h2 id={`edition-${edition.code}`}>
            <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
          </h2>
          <p>
            <span class="badge" data-stage={stage}>
              {t(`stage.${stage}`)}
            </span>{' '}
            {t('list.dates', {
              from: formatDay(edition.opensOn, shell.locale),
              to: formatDay(edition.closesOn, shell.locale),
            })}
          </p>
          <p class="muted">
            {t('list.figures', {
              count: projects,
              envelope: amountText(envelopeCents, edition.currency, shell.locale),
            })}
          </p>
        </section>
      ))}
      <Pager first={first} next={next} locale={shell.locale} />
      <p>
        <a href={budgetsPaths.secrecy()}>{t('secrecy.title')}</a>
      </p>
    </Page>
  )
}
