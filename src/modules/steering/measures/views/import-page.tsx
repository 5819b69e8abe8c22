import { ImportForm } from '#web/file-import-pieces.tsx'
import type { FormState } from '#web/form.tsx'
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
      <ImportForm
        action={measuresPaths.import()}
        accept=".csv,.txt,.xlsx,.json"
        models={exportFormats.map((format) => ({
          href: measuresPaths.export(format),
          label: t(`export.${format}`),
        }))}
        state={state}
        locale={shell.locale}
        words={t}
      />
    </Page>
  )
}
