import { ImportConfirmation, type ImportFault, ImportFaults } from '#web/file-import-pieces.tsx'
import { ErrorSummary, FileField, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import { calendarsWords } from '../calendars.words.ts'
import type { ImportedObject } from '../import-file.rules.ts'

export function ImportPage({ shell, state }: { readonly shell: Shell; readonly state: FormState }) {
  const t = calendarsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <p class="crumb">
        <a href={calendarsPaths.settings()}>{t('settings.title')}</a>
      </p>
      <h1>{t('import.title')}</h1>
      <p class="lead">{t('import.lead')}</p>
      <form method="post" action={calendarsPaths.importFile()} enctype="multipart/form-data">
        <ErrorSummary state={state} locale={shell.locale} />
        <FileField
          name="fichier"
          label={t('import.file')}
          hint={t('import.file_hint')}
          accept=".ics,text/calendar"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('import.check')}
        </button>
      </form>
    </Page>
  )
}

interface PlanProps {
  readonly objects: readonly ImportedObject[]
  readonly faults: readonly ImportFault[]
  readonly leftOut: number
  readonly content: string
}

/** How many titles are shown before the others are counted. */
const shownTitles = 20

export function ImportPlanPage({
  shell,
  objects,
  faults,
  leftOut,
  content,
}: PlanProps & { readonly shell: Shell }) {
  const t = calendarsWords(shell.locale)
  return (
    <Page shell={shell} title={t('import.title')}>
      <p class="crumb">
        <a href={calendarsPaths.importFile()}>{t('import.title')}</a>
      </p>
      <h1>{t('import.plan', { count: objects.length })}</h1>
      <ImportFaults faults={faults} words={t} />
      {leftOut > 0 ? <p>{t('import.left_out', { count: leftOut })}</p> : null}
      <ul>
        {objects.slice(0, shownTitles).map(({ title }) => (
          <li class="wrap">{title || t('untitled')}</li>
        ))}
      </ul>
      {objects.length > shownTitles ? (
        <p>{t('import.more', { count: objects.length - shownTitles })}</p>
      ) : null}
      {objects.length > 0 ? (
        <ImportConfirmation
          action={`${calendarsPaths.importFile()}/confirmation`}
          content={content}
          hasFaults={faults.length > 0}
          words={t}
        />
      ) : null}
    </Page>
  )
}
