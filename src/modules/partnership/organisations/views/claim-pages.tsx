import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { correctableFields } from '../correctable.rules.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'
import type { OrganisationSheet } from '../sheet.queries.ts'
import { valueText } from './value-text.ts'

interface Named {
  readonly organisation: { readonly id: string; readonly name: string }
}

/** Asking to keep the page of an organisation. */
export function ClaimPage({
  shell,
  organisation,
  isSignedIn,
  state,
}: Named & { shell: Shell; isSignedIn: boolean; state: FormState }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('claim.title', { name: organisation.name })}>
      <p class="crumb">
        <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
      </p>
      <h1>{t('claim.title', { name: organisation.name })}</h1>
      <p class="lead">{t(isSignedIn ? 'claim.lead_account' : 'claim.lead')}</p>
      <form method="post" action={organisationsPaths.claim(organisation.id)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {isSignedIn ? null : (
          <>
            <TextField name="nom" label={t('person.name')} autoComplete="name" state={state} required />
            <TextField
              name="courriel"
              label={t('field.email')}
              type="email"
              autoComplete="email"
              state={state}
              required
            />
          </>
        )}
        <TextField
          name="fonction"
          label={t('claim.capacity')}
          hint={t('claim.capacity_hint')}
          state={state}
        />
        <button class="button" type="submit">
          {t('claim.send')}
        </button>
      </form>
    </Page>
  )
}

/** « Is it still right? » */
export function ConfirmPage({ shell, organisation }: { shell: Shell; organisation: OrganisationSheet }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('confirm.title')}>
      <p class="crumb">
        <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
      </p>
      <h1>{t('confirm.title')}</h1>
      <p class="lead">{t('confirm.lead', { name: organisation.name })}</p>
      <dl class="facts">
        {organisation.values
          .filter(({ value }) => value !== '')
          .map(({ field, value }) => (
            <div>
              <dt>{t(`field.${field}`)}</dt>
              <dd class="wrap">{valueText(field, value, shell.locale)}</dd>
            </div>
          ))}
      </dl>
      <form method="post" action={organisationsPaths.confirmation(organisation.id)}>
        <button class="button" type="submit">
          {t('confirm.yes')}
        </button>{' '}
        <a class="button-quiet" href={organisationsPaths.edit(organisation.id)}>
          {t('confirm.no')}
        </a>
      </form>
    </Page>
  )
}

/** A visitor says what is wrong. */
export function CorrectionPage({ shell, organisation, state }: Named & { shell: Shell; state: FormState }) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('correction.title', { name: organisation.name })}>
      <p class="crumb">
        <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
      </p>
      <h1>{t('correction.title', { name: organisation.name })}</h1>
      <p class="lead">{t('correction.lead')}</p>
      <form method="post" action={organisationsPaths.correction(organisation.id)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <SelectField
          name="champ"
          label={t('correction.field')}
          empty={t('correction.choose')}
          state={state}
          required
          choices={correctableFields.map((field) => ({ value: field, label: t(`field.${field}`) }))}
        />
        <TextArea name="propose" label={t('correction.proposed')} rows={3} state={state} required />
        <TextArea
          name="remarque"
          label={t('correction.remark')}
          hint={t('correction.remark_hint')}
          rows={2}
          state={state}
        />
        <TextField
          name="courriel"
          label={t('correction.email')}
          hint={t('correction.email_hint')}
          type="email"
          state={state}
        />
        <button class="button" type="submit">
          {t('correction.send')}
        </button>
      </form>
    </Page>
  )
}
