import { CheckField, ErrorSummary, type FormState, RadioField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { calendarsPaths } from '../calendars.paths.ts'
import { calendarsWords } from '../calendars.words.ts'

export interface ResourceFormPageProps {
  /** Null for a new one. */
  readonly id: string | null
  readonly state: FormState
}

export function ResourceFormPage({ shell, id, state }: ResourceFormPageProps & { readonly shell: Shell }) {
  const t = calendarsWords(shell.locale)
  const title = t(id === null ? 'resources.new' : 'resources.edit')
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={calendarsPaths.resources()}>{t('resources.title')}</a>
      </p>
      <h1>{title}</h1>
      <form
        method="post"
        action={id === null ? calendarsPaths.newResource() : calendarsPaths.resource(id)}
        noValidate
      >
        <ErrorSummary state={state} locale={shell.locale} />
        {id === null ? (
          <RadioField
            name="genre"
            label={t('resources.which')}
            state={state}
            isScale
            choices={(['room', 'vehicle'] as const).map((kind) => ({
              value: kind,
              label: t(`kind.${kind}`),
            }))}
          />
        ) : (
          <input type="hidden" name="genre" value={state.values.genre} />
        )}
        <TextField name="nom" label={t('resources.name')} state={state} required />
        <TextField name="lieu" label={t('field.place')} state={state} />
        <TextField
          name="places"
          label={t('resources.capacity')}
          inputMode="numeric"
          size="short"
          state={state}
        />
        {id === null ? null : (
          <CheckField
            name="ferme"
            label={t('resources.closed')}
            hint={t('resources.closed_hint')}
            state={state}
          />
        )}
        <p class="button-row">
          <button class="button" type="submit">
            {t('form.save')}
          </button>
          <a href={calendarsPaths.resources()}>{t('form.back')}</a>
        </p>
      </form>
    </Page>
  )
}
