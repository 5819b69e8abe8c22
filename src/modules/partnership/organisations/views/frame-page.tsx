import type { Shell } from '#web/shell.ts'
import type { ListedOrganisation } from '../directory.queries.ts'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'

export interface FrameProps {
  readonly rows: readonly ListedOrganisation[]
  readonly next: string | null
  readonly filter: DirectoryFilter
  readonly publicUrl: string
}

/** The list for a frame of another site: nothing is asked of anybody else, no cookie, no script. */
export function FramePage({ shell, rows, next, filter, publicUrl }: FrameProps & { readonly shell: Shell }) {
  const t = organisationsWords(shell.locale)
  return (
    <html lang={shell.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${t('list.title')} · ${shell.town.name}`}</title>
        <link rel="icon" href="/icone.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={shell.assets.style} />
        <link rel="stylesheet" href="/couleurs.css" />
      </head>
      <body>
        <main class="page page-reading">
          <h1>{t('list.title')}</h1>
          {rows.length === 0 ? <p class="empty">{t('list.empty')}</p> : null}
          <ul>
            {rows.map((row) => (
              <li>
                <a href={`${publicUrl}${organisationsPaths.show(row.id)}`} target="_blank" rel="noopener">
                  {row.name}
                </a>
              </li>
            ))}
          </ul>
          {next ? <a href={organisationsPaths.frame({ ...filter, after: next })}>{t('frame.next')}</a> : null}
          <p class="muted">
            <a href={`${publicUrl}${organisationsPaths.list(filter)}`} target="_blank" rel="noopener">
              {t('frame.source', { town: shell.town.name })}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
