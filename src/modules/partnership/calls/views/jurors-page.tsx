import { type Choice, ErrorSummary, type FormState, SelectField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { mostJurors } from '../calls.inputs.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

export interface JurorsPageProps {
  readonly call: Call
  readonly people: readonly Choice[]
  readonly state: FormState
}

export function JurorsPage({ shell, call, people, state }: JurorsPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const named = Array.from({ length: mostJurors }, (_, index) => index + 1).filter(
    (index) => (state.values[`jure_${index}`] ?? '') !== '',
  ).length
  const rows = Array.from({ length: Math.min(mostJurors, Math.max(5, named + 2)) }, (_, index) => index + 1)
  return (
    <Page shell={shell} title={t('jurors.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('jurors.title')}</h1>
      <p class="lead">{t('jurors.lead')}</p>
      <form method="post" action={callsPaths.jurors(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {rows.map((index) => (
          <SelectField
            name={`jure_${index}`}
            label={t('jurors.juror', { number: index })}
            empty={t('form.none')}
            choices={people}
            state={state}
          />
        ))}
        <SelectField
          name="preside"
          label={t('jurors.chair')}
          hint={t('jurors.chair_hint')}
          empty={t('form.none')}
          choices={people}
          state={state}
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}
