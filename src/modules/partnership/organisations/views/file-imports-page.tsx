import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { KeptImport } from '../file-imports.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'

export function FileImportsPage({
  shell,
  imports,
}: {
  readonly shell: Shell
  readonly imports: readonly KeptImport[]
}) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('imports.title')} width="wide">
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('imports.title')}</h1>
      <p class="lead">{t('imports.lead')}</p>
      <p>
        <a class="button" href={organisationsPaths.newImport()}>
          {t('import.title')}
        </a>
      </p>
      {imports.length === 0 ? (
        <p class="empty">{t('imports.none')}</p>
      ) : (
        <TableScroll label={t('imports.caption')} stack>
          <table class="table">
            <caption>{t('imports.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('imports.file')}</th>
                <th scope="col">{t('imports.kind')}</th>
                <th scope="col">{t('imports.when')}</th>
                <th scope="col" class="number">
                  {t('imports.lines')}
                </th>
                <th scope="col">{t('imports.undo')}</th>
              </tr>
            </thead>
            <tbody>
              {imports.map((each) => (
                <tr>
                  <th scope="row">{each.fileName}</th>
                  <td data-label={t('imports.kind')}>{t(`imports.kind_${each.kind}`)}</td>
                  <td data-label={t('imports.when')}>{formatInstant(each.importedAt, shell.locale)}</td>
                  <td class="number" data-label={t('imports.lines')}>
                    {each.kind === 'grants' ? each.grants : '–'}
                  </td>
                  <td data-label={t('imports.undo')}>
                    {each.kind === 'grants' ? (
                      <form method="post" action={organisationsPaths.undo(each.id)}>
                        <button
                          class="button-quiet"
                          type="submit"
                          aria-label={t('imports.undo_named', { file: each.fileName })}
                        >
                          {t('imports.undo')}
                        </button>
                      </form>
                    ) : (
                      '–'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Page>
  )
}
