import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, RadioField, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import { outcomes } from '../promise.rules.ts'

export interface AnswersPageProps {
  readonly process: Process
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly today: CalendarDate
  readonly state: FormState
}

/** The decider answers every promise, in public: kept, partly or not, and why. */
export function AnswersPage(props: AnswersPageProps & { readonly shell: Shell }) {
  const { shell, process, deliberations, today, state } = props
  const t = processesWords(shell.locale)
  const isLate = process.resultsOn !== null && today > process.resultsOn
  return (
    <Page shell={shell} title={`${t('answers.title')} – ${process.title}`}>
      <p class="crumb">
        <a href={processesPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={processesPaths.show(process.slug)}>{process.title}</a>
      </p>
      <h1>{t('answers.title')}</h1>
      <p class="lead">{t('answers.lead')}</p>
      <form method="post" action={processesPaths.answers(process.slug)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={process.version} />
        {process.points
          .filter(({ kind }) => kind === 'promise')
          .map((point, index) => (
            <fieldset class="field-group">
              <legend>{t('answers.point', { number: index + 1 })}</legend>
              <p>{point.statement}</p>
              <RadioField
                name={`resultat-${point.id}`}
                label={t('answers.outcome')}
                state={state}
                choices={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
              />
              <TextArea
                name={`pourquoi-${point.id}`}
                label={t('answers.why')}
                rows={3}
                state={state}
                required
              />
            </fieldset>
          ))}
        <TextField
          name="decide_le"
          label={t('answers.decided_on')}
          hint={t('answers.decided_hint')}
          type="date"
          size="short"
          state={state}
          required
        />
        {deliberations.length > 0 ? (
          <SelectField
            name="deliberation"
            label={t('acts.deliberation')}
            empty={t('acts.no_deliberation')}
            state={state}
            choices={deliberations.map(({ id, label }) => ({ value: id, label }))}
          />
        ) : null}
        {isLate && process.resultsOn ? (
          <TextArea
            name="motif"
            label={t('answers.late', { day: formatDay(process.resultsOn, shell.locale) })}
            rows={2}
            state={state}
            required
          />
        ) : null}
        <p class="muted">{t('answers.final')}</p>
        <button class="button" type="submit">
          {t('do.answer')}
        </button>
      </form>
    </Page>
  )
}
