import { ImportForm } from '#web/file-import-pieces.tsx'
import type { FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { evidencePaths, ledgerFormats } from '../evidence.paths.ts'
import { evidenceWords } from '../evidence.words.ts'

export function LedgerImportPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <h1>{t('import.title')}</h1>
      <p class="lead">{t('import.lead')}</p>
      <ImportForm
        action={evidencePaths.import()}
        accept=".csv,.txt,.xlsx"
        models={ledgerFormats.map((format) => ({
          href: evidencePaths.export(format),
          label: t('import.export', { format: format.toUpperCase() }),
        }))}
        state={state}
        locale={shell.locale}
        words={t}
      />
    </Page>
  )
}
