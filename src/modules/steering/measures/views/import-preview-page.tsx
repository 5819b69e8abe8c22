import { CheckField, emptyForm } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { countChanges, type ImportPlan } from '../import.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'
import type { FileFault } from '../measures-file.rules.ts'

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
      <Faults faults={plan.faults} t={t} />
      {hasWork ? <Confirmation content={content} hasFaults={plan.faults.length > 0} t={t} /> : null}
      <Changes plan={plan} t={t} />
      <p>
        <a href={measuresPaths.import()}>{t('import.other_file')}</a>
      </p>
    </Page>
  )
}

function Confirmation({ content, hasFaults, t }: { content: string; hasFaults: boolean; t: MeasuresWords }) {
  return (
    <form method="post" action={measuresPaths.importConfirmed()}>
      <input type="hidden" name="contenu" value={content} />
      {hasFaults ? <CheckField name="garder" label={t('import.keep')} state={emptyForm} /> : null}
      <button class="button" type="submit">
        {t('import.confirm')}
      </button>
    </form>
  )
}

function Faults({ faults, t }: { faults: readonly FileFault[]; t: MeasuresWords }) {
  if (faults.length === 0) return null
  return (
    <section class="error-summary" role="alert" aria-labelledby="lignes-fausses">
      <h2 id="lignes-fausses">{t('import.faults', { count: faults.length })}</h2>
      <TableScroll label={t('import.preview_title')}>
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
            {faults.map(({ place, code, found }) => (
              <tr>
                <td>{place.line ?? ''}</td>
                <td>{place.column}</td>
                <td>{found ?? ''}</td>
                <td>{t(`error.${code}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
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
