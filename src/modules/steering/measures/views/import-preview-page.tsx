import { ImportConfirmation, ImportFaults } from '#web/file-import-pieces.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { countChanges, type ImportPlan } from '../import.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'

export interface ImportPreviewProps {
  readonly plan: ImportPlan
  /** The file itself, to be sent again with the confirmation. */
  readonly content: string
}

export function ImportPreviewPage({ shell, plan, content }: ImportPreviewProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const counts = countChanges(plan)
  const hasWork = counts.created + counts.changed > 0
  return (
    <Page shell={shell} title={t('import.preview_title')} width="wide">
      <p class="crumb">
        <a href={measuresPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={measuresPaths.import()}>{t('import.title')}</a>
      </p>
      <h1>{t('import.preview_title')}</h1>
      <p class="lead">{t('import.counts', { ...counts })}</p>
      <ImportFaults
        faults={plan.faults.map(({ place, code, found }) => ({
          ...place,
          found,
          remedy: t(`error.${code}`),
        }))}
        words={t}
      />
      {hasWork ? (
        <ImportConfirmation
          action={measuresPaths.importConfirmed()}
          content={content}
          hasFaults={plan.faults.length > 0}
          words={t}
        />
      ) : null}
      <Changes plan={plan} t={t} />
      <p>
        <a href={measuresPaths.import()}>{t('import.other_file')}</a>
      </p>
    </Page>
  )
}

function Changes({ plan, t }: { plan: ImportPlan; t: MeasuresWords }) {
  const listed = plan.imports.flatMap(({ change, content }) =>
    change === 'unchanged' ? [] : [{ change, content }],
  )
  if (listed.length === 0) return null
  return (
    <section aria-labelledby="changements">
      <h2 id="changements">{t('import.changes')}</h2>
      <ul>
        {listed.map(({ change, content }) => (
          <li>
            <strong>{content.draft.title}</strong> — {t(`import.${change}`)},{' '}
            {t('import.items', {
              lines: content.lines.length,
              risks: content.risks.length,
              conditions: content.conditions.length,
              rules: content.rules?.length ?? 0,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
