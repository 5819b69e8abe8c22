import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'

/** What is promised of the secret of the vote, how it is held, and what is outside the promise. */
export function SecrecyPage({ shell, batch }: { readonly shell: Shell; readonly batch: number }) {
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={t('secrecy.title')}>
      <p class="crumb">
        <a href={budgetsPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('secrecy.title')}</h1>
      <p class="lead">{t('secrecy.lead')}</p>
      <h2>{t('secrecy.held')}</h2>
      <ul>
        <li>{t('secrecy.two_lists')}</li>
        <li>{t('secrecy.no_time')}</li>
        <li>{t('secrecy.mixed', { count: batch })}</li>
        <li>{t('secrecy.no_log')}</li>
        <li>{t('secrecy.no_leak')}</li>
        <li>{t('secrecy.names')}</li>
        <li>{t('secrecy.paper')}</li>
      </ul>
      <h2>{t('secrecy.check')}</h2>
      <ul>
        <li>{t('secrecy.receipt')}</li>
        <li>{t('secrecy.hash')}</li>
        <li>{t('secrecy.recount')}</li>
      </ul>
      <h2>{t('secrecy.outside')}</h2>
      <ul>
        <li>{t('secrecy.outside_batch', { count: batch })}</li>
        <li>{t('secrecy.outside_log')}</li>
        <li>{t('secrecy.outside_server')}</li>
        <li>{t('secrecy.outside_receipt')}</li>
      </ul>
    </Page>
  )
}
