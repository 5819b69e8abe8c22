import type { ComponentChildren } from 'preact'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'

export interface ItemPageProps {
  readonly measure: { readonly code: string; readonly title: string }
  /** Identity of the item that is edited; null for a new one. */
  readonly id: string | null
  readonly state: FormState
}

interface ItemFormProps extends ItemPageProps {
  readonly shell: Shell
  readonly title: string
  /** Address that the form is sent to; removal is below it. */
  readonly action: string
  readonly children: ComponentChildren
}

/** What the forms of a line, a risk and a condition have in common: where they belong, saving, removing. */
export function ItemForm({ shell, measure, id, state, title, action, children }: ItemFormProps) {
  const t = measuresWords(shell.locale)
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
      </p>
      <h1>{title}</h1>
      <form method="post" action={action} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <VersionField state={state} />
        {children}
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={measuresPaths.show(measure.code)}>{t('form.back')}</a>
        </p>
      </form>
      {id === null ? null : (
        <form method="post" action={measuresPaths.removal(action)}>
          <VersionField state={state} />
          <button class="button-danger" type="submit">
            {t('form.remove')}
          </button>
        </form>
      )}
    </Page>
  )
}

/** The version that the person sees: an older one comes back. */
function VersionField({ state }: { state: FormState }) {
  const { version } = state.values
  return version === undefined ? null : <input type="hidden" name="version" value={version} />
}
