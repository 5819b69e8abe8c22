import { ImportConfirmation, ImportFaults } from '#web/file-import-pieces.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { evidencePaths } from '../evidence.paths.ts'
import { labelOf } from '../evidence.rules.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import type { LedgerPlan } from '../ledger-file.rules.ts'
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
      <ImportFaults
        faults={plan.faults.map(({ code, ...where }) => ({ ...where, remedy: t(`error.${code}`) }))}
        words={t}
      />
      {plan.fresh.length > 0 ? (
        <ImportConfirmation
          action={evidencePaths.importConfirmed()}
          content={content}
          hasFaults={plan.faults.length > 0}
          words={t}
        />
      ) : null}
      <Fresh plan={plan} shell={shell} t={t} />
      <p>
        <a href={evidencePaths.import()}>{t('import.other_file')}</a>
      </p>
    </Page>
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
