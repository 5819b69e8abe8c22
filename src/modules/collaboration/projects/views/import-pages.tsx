import { ImportConfirmation, ImportFaults, ImportForm } from '#web/file-import-pieces.tsx'
import type { FormState } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import type { BoardReading } from '../board-file.rules.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { projectsWords } from '../projects.words.ts'
import { ProjectFrame } from './project-frame.tsx'

interface ImportProps {
  readonly project: Project
  readonly shell: Shell
}

export function ImportPage({ project, state, shell }: ImportProps & { readonly state: FormState }) {
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={t('import.title')}>
      <p class="lead">{t('import.lead')}</p>
      <ImportForm
        action={projectsPaths.import(project.code)}
        accept=".json,.csv,.xlsx"
        models={[
          { href: projectsPaths.export(project.code, 'json'), label: t('sheet.export_json') },
          { href: projectsPaths.export(project.code, 'csv'), label: t('sheet.export_csv') },
        ]}
        state={state}
        locale={shell.locale}
        words={t}
      />
    </ProjectFrame>
  )
}

/** Cards shown before they are written: enough to recognise the file. */
const shownCards = 50

export function ImportPreviewPage(
  props: ImportProps & { readonly reading: BoardReading; readonly content: string },
) {
  const { project, reading, content, shell } = props
  const t = projectsWords(shell.locale)
  const { columns, cards } = reading.file
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={t('import.preview')}>
      <p class="lead">{t('import.counts', { count: cards.length, columns: columns.length })}</p>
      <ImportFaults
        faults={reading.faults.map(({ code, ...where }) => ({ ...where, remedy: t(`import.fault_${code}`) }))}
        words={t}
      />
      {cards.length > 0 ? (
        <ImportConfirmation
          action={projectsPaths.importConfirmed(project.code)}
          content={content}
          hasFaults={reading.faults.length > 0}
          words={t}
        />
      ) : null}
      <ul>
        {cards.slice(0, shownCards).map(({ column, title }) => (
          <li>
            <span class="muted">{column}</span> {title}
          </li>
        ))}
      </ul>
      <p>
        <a href={projectsPaths.import(project.code)}>{t('import.other')}</a>
      </p>
    </ProjectFrame>
  )
}
