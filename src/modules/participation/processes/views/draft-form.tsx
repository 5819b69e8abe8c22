import type { ComponentChildren } from 'preact'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { type DraftPart, processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'

export interface DraftFormProps {
  readonly process: Process
  readonly state: FormState
}

/** What surrounds the form of each part of a draft. */
export function DraftForm({
  process,
  part,
  state,
  shell,
  children,
}: DraftFormProps & {
  readonly part: DraftPart
  readonly shell: Shell
  readonly children: ComponentChildren
}) {
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={`${t(`part.${part}`)} – ${process.title}`}>
      <p class="crumb">
        <a href={processesPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={processesPaths.show(process.slug)}>{process.title}</a>
      </p>
      <h1>{t(`part.${part}`)}</h1>
      <p class="lead">{t(`part.${part}.lead`)}</p>
      <form method="post" action={processesPaths.edit(process.slug, part)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? String(process.version)} />
        {children}
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={processesPaths.show(process.slug)}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}
