import type { District } from '#modules/participation/processes/processes.public.ts'
import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { mapSide, type Outline } from '../outline.rules.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import { categories, type ProposalProcess } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'

export interface ProposalFormProps {
  readonly action: string
  readonly isNew: boolean
  /** An agent writes for somebody at the desk. */
  readonly atDesk: boolean
  readonly canDictate: boolean
  /** Processes that ask for proposals today; empty when the text of a proposal is rewritten. */
  readonly processes: readonly ProposalProcess[]
  readonly districts: readonly District[]
  readonly outline: Outline | null
  readonly state: FormState
}

export function ProposalFormPage(props: ProposalFormProps & { readonly shell: Shell }) {
  const { shell, isNew, atDesk, canDictate, processes, state } = props
  const t = proposalsWords(shell.locale)
  const title = t(isNew ? (atDesk ? 'form.title_desk' : 'form.title_new') : 'form.title_edit')
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      {isNew && processes.length === 0 ? (
        <p class="empty">{t('form.no_process')}</p>
      ) : (
        <>
          <p class="lead">{t(atDesk ? 'form.lead_desk' : 'form.lead')}</p>
          {isNew && canDictate && !atDesk ? (
            <p>
              <a
                href={`${proposalsPaths.new(state.values.demarche)}${state.values.demarche ? '&' : '?'}guichet=oui`}
              >
                {t('form.to_desk')}
              </a>
            </p>
          ) : null}
          <ErrorSummary state={state} locale={shell.locale} />
          <ProposalForm {...props} t={t} />
        </>
      )}
    </Page>
  )
}

function ProposalForm({
  shell,
  action,
  isNew,
  atDesk,
  processes,
  districts,
  outline,
  state,
  t,
}: ProposalFormProps & { readonly shell: Shell; readonly t: ProposalsWords }) {
  return (
    <form method="post" action={action} noValidate>
      {/* The first button is the one that the Enter key presses: not the map. */}
      <button class="unseen" type="submit" tabIndex={-1} aria-hidden="true">
        {t('form.continue')}
      </button>
      {isNew ? <ProcessField processes={processes} state={state} shell={shell} t={t} /> : null}
      {isNew && atDesk ? <DeskFields state={state} t={t} /> : null}
      <TextField
        name="titre"
        label={t('form.subject')}
        hint={t('form.subject_hint')}
        state={state}
        required
      />
      <TextArea
        name="texte"
        label={t('form.text')}
        hint={t('form.text_hint')}
        rows={8}
        state={state}
        required
      />
      <SelectField
        name="categorie"
        label={t('form.category')}
        empty={t('form.choose')}
        state={state}
        required
        choices={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
      />
      <fieldset class="field-group">
        <legend>{t('form.place')}</legend>
        <TextField name="rue" label={t('form.street')} hint={t('form.street_hint')} state={state} />
        {districts.length > 0 ? (
          <SelectField
            name="quartier"
            label={t('form.district')}
            empty={t('form.whole_town')}
            state={state}
            choices={districts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <PointFields outline={outline} state={state} t={t} />
      </fieldset>
      <p class="button-row">
        <button class="button" type="submit">
          {t('form.continue')}
        </button>
      </p>
      <p class="field-hint">{t('form.continue_hint')}</p>
    </form>
  )
}

function ProcessField({
  processes,
  state,
  shell,
  t,
}: {
  processes: readonly ProposalProcess[]
  state: FormState
  shell: Shell
  t: ProposalsWords
}) {
  const [only] = processes
  if (only && processes.length === 1)
    return (
      <>
        <input type="hidden" name="demarche" value={only.slug} />
        <p class="card">{t('form.for_process', { title: only.title })}</p>
      </>
    )
  return (
    <SelectField
      name="demarche"
      label={t('form.process')}
      empty={t('form.choose')}
      state={state}
      required
      choices={processes.map(({ slug, title, lastDay }) => ({
        value: slug,
        label: lastDay ? t('form.process_until', { title, day: formatDay(lastDay, shell.locale) }) : title,
      }))}
    />
  )
}

function DeskFields({ state, t }: { state: FormState; t: ProposalsWords }) {
  return (
    <fieldset class="field-group">
      <legend>{t('form.desk_person')}</legend>
      <input type="hidden" name="guichet" value="oui" />
      <TextField name="nom" label={t('form.name')} hint={t('form.desk_name_hint')} state={state} required />
    </fieldset>
  )
}

/** The map is pressed, with or without scripts; those who cannot see it type the figures, or leave them. */
function PointFields({
  outline,
  state,
  t,
}: {
  outline: Outline | null
  state: FormState
  t: ProposalsWords
}) {
  const { latitude, longitude } = state.values
  const query = latitude && longitude ? `?${new URLSearchParams({ latitude, longitude })}` : ''
  return (
    <details open={Boolean(latitude || state.errors.latitude || state.errors.longitude)}>
      <summary>{t('form.on_map')}</summary>
      {outline ? (
        <p>
          <input
            class="place-map"
            type="image"
            name="carte"
            src={`${proposalsPaths.map()}${query}`}
            alt={t('form.map_alt')}
            width={mapSide}
            height={mapSide}
            formNoValidate
          />
        </p>
      ) : null}
      <TextField name="latitude" label={t('form.latitude')} size="short" state={state} />
      <TextField name="longitude" label={t('form.longitude')} size="short" state={state} />
    </details>
  )
}
