import { CheckField, ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import type { Offer } from '../editions.rules.ts'
import { KioskBar } from './kiosk-page.tsx'

export interface IdentityProps {
  readonly offer: Offer
  readonly state: FormState
}

/** The door of the vote: what the edition asks of a person before the ballot, and why. */
export function IdentityPage({
  shell,
  offer,
  state,
  isKiosk,
}: IdentityProps & { readonly shell: Shell; readonly isKiosk: boolean }) {
  const { edition } = offer
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={t('identity.title')}>
      <p class="crumb">
        <a href={budgetsPaths.show(edition.code)}>{edition.title}</a>
      </p>
      <h1>{t('identity.title')}</h1>
      {isKiosk ? <KioskBar shell={shell} code={edition.code} page="form" /> : null}
      <p class="lead">{t(`identity.lead_${edition.rollKind}`)}</p>
      <form method="post" action={budgetsPaths.identity(edition.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <Fields offer={offer} state={state} t={t} />
        <button class="button" type="submit">
          {t('identity.continue')}
        </button>
      </form>
      <p class="muted">
        {t('identity.kept')} <a href={budgetsPaths.secrecy()}>{t('secrecy.title')}</a>
      </p>
    </Page>
  )
}

export function Fields({ offer, state, t }: IdentityProps & { readonly t: BudgetsWords }) {
  const { edition } = offer
  if (edition.rollKind === 'code')
    return (
      <TextField
        name="code"
        label={t('identity.code')}
        hint={t('identity.code_hint')}
        autoComplete="off"
        state={state}
        required
      />
    )
  if (edition.rollKind === 'roll')
    return (
      <>
        <TextField
          name="piece"
          label={t('identity.document')}
          hint={t('identity.document_hint')}
          autoComplete="off"
          state={state}
          required
        />
        <Birth state={state} t={t} />
        <AreaField offer={offer} state={state} t={t} />
      </>
    )
  return (
    <>
      <Names state={state} t={t} />
      <Birth state={state} t={t} />
      <AreaField offer={offer} state={state} t={t} />
      <TextField
        name="courriel"
        label={t('identity.email')}
        hint={t('identity.email_hint')}
        type="email"
        autoComplete="email"
        state={state}
        required
      />
      <CheckField
        name="attestation"
        label={t('identity.declare', { electorate: edition.electorate, age: edition.minimumAge })}
        state={state}
      />
      {state.errors.attestation ? <p class="field-error">{state.errors.attestation}</p> : null}
    </>
  )
}

export function Names({ state, t }: { readonly state: FormState; readonly t: BudgetsWords }) {
  return (
    <>
      <TextField
        name="prenom"
        label={t('identity.first_name')}
        autoComplete="given-name"
        state={state}
        required
      />
      <TextField
        name="nom"
        label={t('identity.last_name')}
        autoComplete="family-name"
        state={state}
        required
      />
    </>
  )
}

export function Birth({ state, t }: { readonly state: FormState; readonly t: BudgetsWords }) {
  return (
    <TextField
      name="naissance"
      label={t('identity.birth')}
      type="date"
      size="short"
      autoComplete="bday"
      state={state}
      required
    />
  )
}

function AreaField({ offer, state, t }: IdentityProps & { readonly t: BudgetsWords }) {
  const { areas } = offer
  if (areas.length === 1) return <input type="hidden" name="secteur" value={String(areas[0]?.number ?? 1)} />
  return (
    <SelectField
      name="secteur"
      label={t('identity.area')}
      hint={t('identity.area_hint')}
      choices={areas.map((area) => ({ value: String(area.number), label: area.name }))}
      empty={t('form.choose')}
      state={state}
      required
    />
  )
}

export function LinkSentPage({ shell, offer }: { readonly shell: Shell; readonly offer: Offer }) {
  const t = budgetsWords(shell.locale)
  return (
    <Page shell={shell} title={t('identity.sent_title')}>
      <h1>{t('identity.sent_title')}</h1>
      <p class="lead">{t('identity.sent')}</p>
      <p>{t('identity.sent_more')}</p>
      <p>
        <a href={budgetsPaths.show(offer.edition.code)}>{offer.edition.title}</a>
      </p>
    </Page>
  )
}
