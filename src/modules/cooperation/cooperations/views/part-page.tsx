import type { ComponentChildren } from 'preact'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'

/** What surrounds each page about one cooperation: where it belongs, and the way back. */
export function PartPage({
  shell,
  cooperation,
  title,
  lead,
  width,
  children,
}: {
  readonly shell: Shell
  readonly cooperation: Pick<Cooperation, 'slug' | 'title'>
  readonly title: string
  readonly lead?: string
  readonly width?: 'reading' | 'wide'
  readonly children: ComponentChildren
}) {
  const t = cooperationsWords(shell.locale)
  return (
    <Page shell={shell} title={`${title} · ${cooperation.title}`} {...(width ? { width } : {})}>
      <p class="crumb">
        <a href={cooperationsPaths.list()}>{t('list.title')}</a>
        {' › '}
        <a href={cooperationsPaths.show(cooperation.slug)}>{typeset(cooperation.title, shell.locale)}</a>
      </p>
      <h1>{title}</h1>
      {lead ? <p class="lead">{lead}</p> : null}
      {children}
    </Page>
  )
}
