import { CheckField, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import { choosableFields, essReasons, legalForms, type Topic } from '../record.rules.ts'

export interface EditProps {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly state: FormState
}

/** What is said of an organisation, and what everybody may read of it. */
export function EditPage({ shell, organisation, topics, districts, state }: EditProps & { shell: Shell }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('edit.title', { name: organisation.name })}>
      <p class="crumb">
        <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
      </p>
      <h1>{t('edit.title', { name: organisation.name })}</h1>
      <p class="lead">{t('edit.lead')}</p>
      <form method="post" action={organisationsPaths.edit(organisation.id)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <h2>{t('edit.who')}</h2>
        <TextField name="nom" label={t('field.name')} state={state} required />
        <TextField name="nom_usage" label={t('field.usual_name')} state={state} />
        <TextField name="sigle" label={t('field.acronym')} size="short" state={state} />
        <TextArea
          name="presentation"
          label={t('field.presentation')}
          hint={t('edit.presentation_hint')}
          state={state}
        />
        <Topics topics={topics} state={state} t={t} shell={shell} />
        {districts.length > 0 ? (
          <SelectField
            name="quartier"
            label={t('field.district')}
            empty={t('edit.no_district')}
            state={state}
            choices={districts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <h2>{t('sheet.contact')}</h2>
        <TextField name="site" label={t('field.website')} hint={t('edit.website_hint')} state={state} />
        <TextField name="courriel" label={t('field.email')} type="email" state={state} />
        <TextField name="telephone" label={t('field.telephone')} state={state} />
        <h2>{t('edit.registers')}</h2>
        <CodeField
          name="categorie"
          label={t('field.legal_form')}
          codes={legalForms}
          prefix="legal"
          state={state}
          t={t}
        />
        <TextField name="activite" label={t('field.activity')} state={state} />
        <CodeField name="ess" label={t('field.ess')} codes={essReasons} prefix="ess" state={state} t={t} />
        <TextField name="ess_raison" label={t('field.ess_reason')} hint={t('edit.ess_hint')} state={state} />
        <SelectField
          name="esus"
          label={t('field.esus')}
          empty={t('edit.unknown')}
          state={state}
          choices={[
            { value: 'oui', label: t('esus.yes') },
            { value: 'non', label: t('esus.no') },
          ]}
        />
        <TextField name="effectif" label={t('field.size')} state={state} />
        <TextField name="creation" label={t('field.founded_on')} type="date" size="short" state={state} />
        <Readers state={state} t={t} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}

/** A list of codes that have a name, with the one that a register gave even where it has none. */
function CodeField<Prefix extends 'legal' | 'ess'>({
  name,
  label,
  codes,
  prefix,
  state,
  t,
}: {
  name: string
  label: string
  codes: Prefix extends 'legal' ? typeof legalForms : typeof essReasons
  prefix: Prefix
  state: FormState
  t: OrganisationsWords
}) {
  const given = state.values[name] ?? ''
  const known: readonly string[] = codes
  const named = known.map((code) => ({ value: code, label: nameOf(prefix, code, t) }))
  const choices = given === '' || known.includes(given) ? named : [{ value: given, label: given }, ...named]
  return <SelectField name={name} label={label} empty={t('edit.unknown')} state={state} choices={choices} />
}

function nameOf(prefix: 'legal' | 'ess', code: string, t: OrganisationsWords): string {
  const legal = legalForms.find((form) => form === code)
  if (prefix === 'legal' && legal) return t(`legal.${legal}`)
  const ess = essReasons.find((reason) => reason === code)
  return ess ? t(`ess.${ess}`) : code
}

function Topics({
  topics,
  state,
  t,
  shell,
}: {
  topics: readonly Topic[]
  state: FormState
  t: OrganisationsWords
  shell: Shell
}) {
  const chosen = new Set((state.values.themes ?? '').split(','))
  return (
    <fieldset class="field">
      <legend>{t('field.topics')}</legend>
      <div class="topic-choices">
        {topics
          .filter((topic) => topic.parentId === null)
          .map((parent) => (
            <details
              open={topics.some((each) => chosen.has(each.id) && (each.parentId ?? each.id) === parent.id)}
            >
              <summary>{parent.label[shell.locale]}</summary>
              {topics
                .filter((each) => each.id === parent.id || each.parentId === parent.id)
                .map((topic) => (
                  <div class="choice">
                    <input
                      type="checkbox"
                      id={`theme-${topic.id}`}
                      name="themes"
                      value={topic.id}
                      checked={chosen.has(topic.id)}
                    />
                    <label for={`theme-${topic.id}`}>
                      {topic.id === parent.id
                        ? t('edit.whole_topic', { topic: topic.label[shell.locale] })
                        : topic.label[shell.locale]}
                    </label>
                  </div>
                ))}
            </details>
          ))}
      </div>
    </fieldset>
  )
}

function Readers({ state, t }: { state: FormState; t: OrganisationsWords }) {
  const chosen = new Set((state.values.public ?? '').split(','))
  return (
    <fieldset class="field">
      <legend>{t('edit.readers')}</legend>
      <p class="field-hint">{t('edit.readers_hint')}</p>
      <div class="topic-choices">
        {choosableFields.map((field) => (
          <div class="choice">
            <input
              type="checkbox"
              id={`public-${field}`}
              name="public"
              value={field}
              checked={chosen.has(field)}
            />
            <label for={`public-${field}`}>{t(`field.${field}`)}</label>
          </div>
        ))}
      </div>
      <CheckField
        name="lieux_prives"
        label={t('edit.private_places')}
        hint={t('edit.private_places_hint')}
        state={state}
      />
    </fieldset>
  )
}
