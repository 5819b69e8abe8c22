import { ErrorSummary, type FormState, TextArea } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { evidencePaths } from '../evidence.paths.ts'
import type { Fact } from '../evidence.rules.ts'
import { evidenceWords } from '../evidence.words.ts'
import type { PromisedMeasure } from '../promises.rules.ts'
import { formatMeasured } from './quantities.ts'

export interface ReversalPageProps {
  readonly measure: Pick<PromisedMeasure, 'code' | 'title'>
  readonly fact: Fact
  readonly state: FormState
}

export function ReversalPage({ shell, measure, fact, state }: ReversalPageProps & { readonly shell: Shell }) {
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('reversal.title')}>
      <p class="crumb">
        <a href={evidencePaths.measure(measure.code)}>{measure.title}</a> ·{' '}
        <a href={evidencePaths.ledger(measure.code)}>{t('ledger.title')}</a>
      </p>
      <h1>{t('reversal.title')}</h1>
      <p class="lead">
        {t('reversal.what', {
          fact: fact.lineLabel ?? fact.indicator ?? '',
          quantity: formatMeasured(fact.quantity, fact.unit, shell.locale),
          day: formatDay(fact.day, shell.locale),
        })}
      </p>
      <p>{t('reversal.explain')}</p>
      <form method="post" action={evidencePaths.reversal(measure.code, fact.id)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextArea name="motif" label={t('reversal.reason')} rows={2} state={state} required />
        <p class="button-row">
          <button class="button-danger" type="submit">
            {t('reversal.confirm')}
          </button>
          <a href={evidencePaths.ledger(measure.code)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}
