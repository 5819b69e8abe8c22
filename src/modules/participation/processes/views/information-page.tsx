import { type Answer, lawPaths } from '#modules/steering/law/law.public.ts'
import { TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { processesWords } from '../processes.words.ts'
import { DraftForm, type DraftFormProps } from './draft-form.tsx'

export interface InformationPageProps extends DraftFormProps {
  readonly publicity: Answer
}

/** The four things that the law asks of whoever involves the public, and how a refusal will be answered. */
export function InformationPage(props: InformationPageProps & { readonly shell: Shell }) {
  const { shell, process, state, publicity } = props
  const t = processesWords(shell.locale)
  return (
    <DraftForm process={process} part="information" state={state} shell={shell}>
      <p class="muted">
        {publicity.article} · <a href={lawPaths.rule(publicity.rule)}>{t('law.read')}</a>
      </p>
      <TextArea name="modalites" label={t('info.procedure')} hint={t('info.procedure_hint')} state={state} />
      <TextArea
        name="informations"
        label={t('info.information')}
        hint={t('info.information_hint')}
        state={state}
      />
      <TextArea name="delai" label={t('info.time')} hint={t('info.time_hint')} rows={2} state={state} />
      <TextArea
        name="suites"
        label={t('info.results')}
        hint={t('info.results_hint')}
        rows={2}
        state={state}
      />
      <TextField name="suites_le" label={t('info.results_on')} type="date" size="short" state={state} />
      <TextArea name="refus" label={t('info.refusal')} hint={t('info.refusal_hint')} rows={2} state={state} />
    </DraftForm>
  )
}
