import { ImportConfirmation, ImportFaults } from '#web/file-import-pieces.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import { authoritiesWords } from '../authorities.words.ts'
import type { LineFault } from '../competence-file.rules.ts'
import type { CompetencePlan } from '../competences.actions.ts'

interface CompetencePreviewProps {
  readonly plan: CompetencePlan
  /** The file itself, to be sent again with the confirmation. */
  readonly content: string
}

const columns = {
  siren: 'column.siren',
  member_siren: 'column.member_siren',
  name: 'column.grouping_name',
} as const

/** What the file would change, and what is wrong in it: nothing is written yet. */
export function CompetencePreviewPage({
  shell,
  plan,
  content,
}: CompetencePreviewProps & { readonly shell: Shell }) {
  const t = authoritiesWords(shell.locale)
  const columnOf = (code: LineFault) => t(columns[code])
  return (
    <Page shell={shell} title={t('import.preview_title')}>
      <p class="crumb">
        <a href={authoritiesPaths.importCompetences()}>{t('import.title')}</a>
      </p>
      <h1>{t('import.preview_title')}</h1>
      <p class="lead">
        {t('import.counts', { groupings: plan.groupings.length, competences: plan.columns.length })}
      </p>
      {plan.isKnownFile ? <p class="notice">{t('import.known')}</p> : null}
      <ImportFaults
        faults={plan.faults.map(({ line, code, found }) => ({
          line,
          column: columnOf(code),
          found,
          remedy: t(`fault.${code}`),
        }))}
        words={t}
      />
      {plan.groupings.length > 0 && !plan.isKnownFile ? (
        <ImportConfirmation
          action={authoritiesPaths.importConfirmed()}
          content={content}
          hasFaults={plan.faults.length > 0}
          words={t}
        />
      ) : null}
      <h2>{t('import.columns')}</h2>
      <ul>
        {plan.columns.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
      <p>
        <a href={authoritiesPaths.importCompetences()}>{t('import.other_file')}</a>
      </p>
    </Page>
  )
}
