import { ErrorSummary, FileField, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { exportFormats, measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'

export function ImportPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = measuresWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <p class="crumb">
        <a href={measuresPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('import.title')}</h1>
      <p class="lead">{t('import.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={measuresPaths.import()} enctype="multipart/form-data">
        <FileField
          name="fichier"
          label={t('import.file')}
          hint={t('import.file_hint')}
          accept=".csv,.txt,.xlsx,.json"
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
        {exportFormats.map((format) => (
          <li>
            <a href={measuresPaths.export(format)}>{t(`export.${format}`)}</a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
