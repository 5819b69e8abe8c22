import type { JSX } from 'preact'
import { CheckField, ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import type { PartName } from '../organisations.permissions.ts'
import { schemes } from '../organisations.rules.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import { deMinimisKinds, meetingKinds, personRoles, receiptKinds, tieKinds } from '../record.rules.ts'

interface PartFormProps {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly part: PartName
  /** Null for a new row. */
  readonly partId: string | null
  readonly state: FormState
}

/** The form of one row of a list of a record. */
export function PartFormPage({ shell, organisation, part, partId, state }: PartFormProps & { shell: Shell }) {
  const t = organisationsWords(shell.locale)
  const title = t(partId === null ? `part.${part}_new` : `part.${part}_edit`)
  const action =
    partId === null
      ? organisationsPaths.newPart(organisation.id, part)
      : organisationsPaths.part(organisation.id, part, partId)
  const Fields = fieldsOf[part]
  return (
    <Page shell={shell} title={`${title}, ${organisation.name}`}>
      <p class="crumb">
        <a href={organisationsPaths.show(organisation.id)}>{organisation.name}</a>
      </p>
      <h1>{title}</h1>
      <form method="post" action={action} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <Fields state={state} t={t} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
      {partId === null ? null : state.values.de_fichier ? (
        <p class="muted">{t('number.of_file')}</p>
      ) : (
        <form method="post" action={organisationsPaths.removal(organisation.id, part, partId)}>
          <input type="hidden" name="version" value={state.values.version ?? '1'} />
          <button class="button-danger" type="submit">
            {t('form.remove')}
          </button>
        </form>
      )}
    </Page>
  )
}

interface FieldsProps {
  readonly state: FormState
  readonly t: OrganisationsWords
}

const fieldsOf: Readonly<Record<PartName, (props: FieldsProps) => JSX.Element>> = {
  etablissements: EstablishmentFields,
  numeros: NumberFields,
  personnes: PersonFields,
  labels: LabelFields,
  liens: TieFields,
  echanges: MeetingFields,
  versements: ReceiptFields,
}

function EstablishmentFields({ state, t }: FieldsProps) {
  return (
    <>
      <TextField name="nom" label={t('place.name')} hint={t('place.name_hint')} state={state} />
      <TextField name="rue" label={t('place.street')} autoComplete="street-address" state={state} />
      <TextField
        name="code_postal"
        label={t('place.postcode')}
        size="short"
        inputMode="numeric"
        state={state}
      />
      <TextField name="ville" label={t('place.city')} state={state} />
      <TextField
        name="horaires"
        label={t('place.hours')}
        hint={t('place.hours_hint', { example: 'Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00' })}
        state={state}
      />
      <TextField
        name="latitude"
        label={t('place.lat')}
        hint={t('place.point_hint')}
        size="short"
        state={state}
      />
      <TextField name="longitude" label={t('place.lon')} size="short" state={state} />
      <TextField
        name="siret"
        label={t('place.siret')}
        hint={t('place.siret_hint')}
        inputMode="numeric"
        state={state}
      />
      <CheckField name="siege" label={t('place.head_office')} state={state} />
    </>
  )
}

function NumberFields({ state, t }: FieldsProps) {
  return (
    <>
      <SelectField
        name="nature"
        label={t('number.kind')}
        state={state}
        required
        choices={schemes.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}`) }))}
      />
      <TextField
        name="numero"
        label={t('number.number')}
        hint={t('number.number_hint')}
        autoComplete="off"
        state={state}
        required
      />
      <TextField name="tribunal" label={t('number.court')} hint={t('number.court_hint')} state={state} />
      <Days state={state} t={t} />
    </>
  )
}

function Days({ state, t }: FieldsProps) {
  return (
    <>
      <TextField name="debut" label={t('form.from')} type="date" size="short" state={state} />
      <TextField
        name="fin"
        label={t('form.to')}
        hint={t('form.to_hint')}
        type="date"
        size="short"
        state={state}
      />
    </>
  )
}

function PersonFields({ state, t }: FieldsProps) {
  return (
    <>
      <TextField name="nom" label={t('person.name')} autoComplete="off" state={state} required />
      <SelectField
        name="fonction"
        label={t('person.role')}
        state={state}
        required
        choices={personRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <TextField name="courriel" label={t('field.email')} type="email" state={state} />
      <TextField name="telephone" label={t('field.telephone')} state={state} />
      <Days state={state} t={t} />
      <TextField name="mandat" label={t('person.mandate')} hint={t('person.mandate_hint')} state={state} />
      <CheckField name="public" label={t('person.public')} hint={t('person.public_hint')} state={state} />
    </>
  )
}

function LabelFields({ state, t }: FieldsProps) {
  return (
    <>
      <TextField name="nom" label={t('label.name')} state={state} required />
      <TextField name="emetteur" label={t('label.issuer')} state={state} required />
      <TextField name="obtenu" label={t('label.obtained')} type="date" size="short" state={state} />
      <TextField name="expire" label={t('label.expires')} type="date" size="short" state={state} />
      <TextField name="preuve" label={t('label.proof')} state={state} />
    </>
  )
}

function TieFields({ state, t }: FieldsProps) {
  return (
    <>
      <SelectField
        name="nature"
        label={t('tie.kind')}
        hint={t('tie.kind_hint')}
        state={state}
        required
        choices={tieKinds.map((kind) => ({ value: kind, label: t(`tie.${kind}_choice`) }))}
      />
      <TextField name="autre" label={t('tie.other')} hint={t('tie.other_hint')} state={state} required />
      <Days state={state} t={t} />
      <TextField name="preuve" label={t('tie.evidence')} state={state} />
    </>
  )
}

function MeetingFields({ state, t }: FieldsProps) {
  return (
    <>
      <TextField name="jour" label={t('meeting.day')} type="date" size="short" state={state} required />
      <SelectField
        name="nature"
        label={t('meeting.kind')}
        state={state}
        required
        choices={meetingKinds.map((kind) => ({ value: kind, label: t(`meeting.${kind}`) }))}
      />
      <TextField
        name="participants"
        label={t('meeting.participants')}
        hint={t('meeting.participants_hint')}
        state={state}
        required
      />
      <TextArea name="objet" label={t('meeting.about')} state={state} required />
      <TextField name="suite" label={t('meeting.next')} state={state} />
      <TextField name="suite_le" label={t('meeting.next_on')} type="date" size="short" state={state} />
      <CheckField name="fait" label={t('meeting.done')} state={state} />
    </>
  )
}

function ReceiptFields({ state, t }: FieldsProps) {
  return (
    <>
      <SelectField
        name="nature"
        label={t('receipt.kind')}
        state={state}
        required
        choices={receiptKinds.map((kind) => ({ value: kind, label: t(`receipt.${kind}`) }))}
      />
      <TextField
        name="jour"
        label={t('receipt.day')}
        hint={t('receipt.day_hint')}
        type="date"
        size="short"
        state={state}
        required
      />
      <TextField
        name="montant"
        label={t('receipt.amount')}
        hint={t('receipt.amount_hint')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
      <TextField name="objet" label={t('receipt.subject')} state={state} required />
      <TextField name="acte" label={t('receipt.act')} state={state} />
      <SelectField
        name="regime"
        label={t('receipt.regime')}
        hint={t('receipt.regime_hint')}
        state={state}
        required
        choices={deMinimisKinds.map((kind) => ({ value: kind, label: t(`regime.${kind}`) }))}
      />
      <TextField
        name="financeur"
        label={t('receipt.grantor')}
        hint={t('receipt.grantor_hint')}
        state={state}
      />
    </>
  )
}
