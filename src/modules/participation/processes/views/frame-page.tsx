import { engagementLevels } from '#kernel/engagement.ts'
import { type Choice, RadioField, SelectField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { type District, deciders, electorates, moderations, processForms } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import { DraftForm, type DraftFormProps } from './draft-form.tsx'

export interface FramePageProps extends DraftFormProps {
  readonly districts: readonly District[]
  readonly measures: readonly Choice[]
}

/** What it is about, who decides, who may take part. */
export function FramePage(props: FramePageProps & { readonly shell: Shell }) {
  const { shell, process, state, districts, measures } = props
  const t = processesWords(shell.locale)
  return (
    <DraftForm process={process} part="cadre" state={state} shell={shell}>
      <TextField name="titre" label={t('form.title')} state={state} required />
      <TextField name="theme" label={t('form.theme')} state={state} required />
      <TextArea
        name="resume"
        label={t('form.summary')}
        hint={t('form.summary_hint')}
        state={state}
        required
      />
      {measures.length > 0 ? (
        <SelectField
          name="mesure"
          label={t('form.measure')}
          hint={t('form.measure_hint')}
          empty={t('form.no_measure')}
          state={state}
          choices={measures}
        />
      ) : null}
      {districts.length > 0 ? (
        <Districts districts={districts} chosen={state.values.quartiers ?? ''} t={t} />
      ) : null}
      <fieldset class="field-group">
        <legend>{t('form.decision')}</legend>
        <SelectField
          name="engagement"
          label={t('form.engagement')}
          state={state}
          choices={engagementLevels.map((level) => ({ value: level, label: t(`engagement.${level}`) }))}
        />
        <SelectField
          name="forme"
          label={t('form.form')}
          state={state}
          choices={processForms.map((form) => ({ value: form, label: t(`form.${form}`) }))}
        />
        <RadioField
          name="decideur"
          label={t('form.decider')}
          state={state}
          choices={deciders.map((decider) => ({ value: decider, label: t(`decider.${decider}`) }))}
        />
        <TextField
          name="decideur_nom"
          label={t('form.decider_name')}
          hint={t('form.decider_name_hint')}
          state={state}
        />
        <TextField name="decision" label={t('form.decision_on')} type="date" size="short" state={state} />
        <TextField
          name="decision_sans"
          label={t('form.decision_without_on')}
          hint={t('form.decision_without_hint')}
          type="date"
          size="short"
          state={state}
        />
      </fieldset>
      <fieldset class="field-group">
        <legend>{t('form.people')}</legend>
        <RadioField
          name="public"
          label={t('form.electorate')}
          state={state}
          choices={electorates.map((electorate) => ({
            value: electorate,
            label: t(`electorate.${electorate}`),
          }))}
        />
        <TextField name="age" label={t('form.minimum_age')} inputMode="numeric" size="short" state={state} />
        <RadioField
          name="moderation"
          label={t('form.moderation')}
          state={state}
          choices={moderations.map((moderation) => ({
            value: moderation,
            label: t(`moderation.${moderation}`),
          }))}
        />
        <TextField
          name="reponse_jours"
          label={t('form.answer_days')}
          hint={t('form.answer_days_hint')}
          inputMode="numeric"
          size="short"
          state={state}
        />
      </fieldset>
    </DraftForm>
  )
}

/** None ticked is the whole town. */
function Districts({
  districts,
  chosen,
  t,
}: {
  readonly districts: readonly District[]
  readonly chosen: string
  readonly t: ProcessesWords
}) {
  const ids = new Set(chosen.split(','))
  return (
    <fieldset class="field" id="quartiers">
      <legend>{t('form.districts')}</legend>
      <p class="field-hint">{t('form.districts_hint')}</p>
      <div class="choice-columns">
        {districts.map(({ id, name }) => (
          <div class="choice">
            <input type="checkbox" id={`quartier-${id}`} name="quartiers" value={id} checked={ids.has(id)} />
            <label for={`quartier-${id}`}>{name}</label>
          </div>
        ))}
      </div>
    </fieldset>
  )
}
