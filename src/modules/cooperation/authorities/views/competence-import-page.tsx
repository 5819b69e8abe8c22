import { ImportForm } from '#web/file-import-pieces.tsx'
import type { FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import { authoritiesWords } from '../authorities.words.ts'

export function CompetenceImportPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = authoritiesWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <p class="crumb">
        <a href={authoritiesPaths.competences()}>{t('competences.title')}</a>
      </p>
      <h1>{t('import.title')}</h1>
      <p class="lead">{t('import.lead')}</p>
      <ImportForm
        action={authoritiesPaths.importCompetences()}
        accept=".csv,.txt,.xlsx"
        models={[{ href: authoritiesPaths.competence('modele.csv'), label: t('import.model_name') }]}
        state={state}
        locale={shell.locale}
        words={t}
      />
    </Page>
  )
}
