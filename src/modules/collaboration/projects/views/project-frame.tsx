import type { ComponentChildren } from 'preact'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { projectsWords } from '../projects.words.ts'

const tabs = ['show', 'board', 'tasks', 'timeline', 'workload', 'meetings'] as const
type Tab = (typeof tabs)[number]

/** What surrounds every page of a project: the way back, its name, its pages. */
export function ProjectFrame(props: {
  readonly shell: Shell
  readonly project: Pick<Project, 'code' | 'title'>
  readonly tab: Tab | null
  readonly title?: string
  readonly island?: string
  readonly children: ComponentChildren
}) {
  const { shell, project, tab, children } = props
  const t = projectsWords(shell.locale)
  const name = props.title ?? (tab === null || tab === 'show' ? null : t(`nav.${tab}`))
  return (
    <Page
      shell={shell}
      title={name === null ? project.title : `${name} · ${project.title}`}
      width="wide"
      {...(props.island ? { island: props.island } : {})}
    >
      <article data-part="III">
        <p class="crumb">
          <a href={projectsPaths.list()}>{t('list.title')}</a>
          {name === null ? null : (
            <>
              {' › '}
              <a href={projectsPaths.show(project.code)}>{project.title}</a>
            </>
          )}
        </p>
        <h1>{name ?? project.title}</h1>
        <nav class="project-tabs" aria-label={t('nav.label')}>
          <ul>
            {tabs.map((each) => (
              <li>
                <a href={projectsPaths[each](project.code)} aria-current={each === tab ? 'page' : undefined}>
                  {t(`nav.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </article>
    </Page>
  )
}
