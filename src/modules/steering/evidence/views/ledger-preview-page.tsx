import { CheckField, emptyForm } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { evidencePaths } from '../evidence.paths.ts'
import { labelOf } from '../evidence.rules.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import type { LedgerFault, LedgerPlan } from '../ledger-file.rules.ts'
import { formatMeasured } from './quantities.ts'

export interface LedgerPreviewProps {
  readonly plan: LedgerPlan
  /** The file itself, to be sent again with the confirmation. */
  readonly content: string
}

/** Facts shown before they are recorded: enough to recognise the file. */
const shownFacts = 100

export function LedgerPreviewPage({ shell, plan, content }: LedgerPreviewProps & { readonly shell: Shell }) {
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.preview_title')} width="wide">
      <p class="crumb">
        <a href={evidencePaths.import()}>{t('import.title')}</a>
      </p>
      <h1>{t('import.preview_title')}</h1>
      <p class="lead">{t('import.counts', { fresh: plan.fresh.length, known: plan.known })}</p>
      <Faults faults={plan.faults} t={t} />
      {plan.fresh.length > 0 ? (
        <form method="post" action={evidencePaths.importConfirmed()}>
          <input type="hidden" name="contenu" value={content} />
          {plan.faults.length > 0 ? (
            <CheckField name="garder" label={t('import.keep')} state={emptyForm} />
          ) : null}
          <button class="button" type="submit">
            {t('import.confirm')}
          </button>
        </form>
      ) : null}
      <Fresh plan={plan} shell={shell} t={t} />
      <p>
        <a href={evidencePaths.import()}>{t('import.other_file')}</a>
      </p>
    </Page>
  )
}

function Faults({ faults, t }: { faults: readonly LedgerFault[]; t: EvidenceWords }) {
  if (faults.length === 0) return null
  return (
    <section class="error-summary" role="alert" aria-labelledby="lignes-fausses">
      <h2 id="lignes-fausses">{t('import.faults', { count: faults.length })}</h2>
      <TableScroll label={t('import.faults', { count: faults.length })}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('import.column_line')}</th>
              <th scope="col">{t('import.column_column')}</th>
              <th scope="col">{t('import.column_found')}</th>
              <th scope="col">{t('import.column_remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, column, code, found }) => (
              <tr>
                <td>{line}</td>
                <td>{column}</td>
                <td>{found}</td>
                <td>{t(`error.${code}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function Fresh({ plan, shell, t }: { plan: LedgerPlan; shell: Shell; t: EvidenceWords }) {
  if (plan.fresh.length === 0) return null
  return (
    <section aria-labelledby="faits-nouveaux">
      <h2 id="faits-nouveaux">{t('import.fresh')}</h2>
      <ul>
        {plan.fresh.slice(0, shownFacts).map(({ measure, fact }) => (
          <li>
            <strong>{measure.title}</strong> — {formatDay(fact.day, shell.locale)},{' '}
            {fact.about.kind === 'indicator' ? fact.about.indicator : labelOf(fact.about)} :{' '}
            {formatMeasured(fact.quantity, fact.unit, shell.locale)}
          </li>
        ))}
      </ul>
      {plan.fresh.length > shownFacts ? (
        <p class="muted">{t('import.more', { count: plan.fresh.length - shownFacts })}</p>
      ) : null}
    </section>
  )
}
