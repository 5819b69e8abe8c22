import { ErrorSummary, FileField, type FormState } from '#web/form.tsx'
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
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={evidencePaths.import()} enctype="multipart/form-data">
        <FileField
          name="fichier"
          label={t('import.file')}
          hint={t('import.file_hint')}
          accept=".csv,.txt,.xlsx"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('import.check')}
        </button>
      </form>
      <h2>{t('import.model')}</h2>
      <p>{t('import.model_text')}</p>
      <ul>
        {ledgerFormats.map((format) => (
          <li>
            <a href={evidencePaths.export(format)}>{t('import.export', { format: format.toUpperCase() })}</a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
