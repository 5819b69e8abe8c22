import type { Locale } from '#kernel/locale.ts'
import type { Authority } from '#modules/cooperation/authorities/authorities.public.ts'
import { valueText } from '#modules/steering/law/law.public.ts'
import { leadFields } from '#modules/steering/law/rules.public.ts'
import { CheckField, ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, type Party, partyRoles, stayingParties } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import { partyField, partyValues } from '../party-fields.ts'
import { percentText } from './figures.ts'
import { PartPage } from './part-page.tsx'

export interface PartiesPageProps {
  readonly cooperation: Cooperation
  readonly search: string
  readonly found: readonly Authority[]
  readonly neighbours: readonly Authority[]
  /** The party whose form was refused, with what was typed. */
  readonly refused: { readonly id: string; readonly state: FormState } | null
  /** What was wrong with an addition. */
  readonly state: FormState
}

/** Who takes part, and what each of them is. */
export function PartiesPage(props: PartiesPageProps & { readonly shell: Shell }) {
  const { shell, cooperation, state } = props
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t('parties.title')} lead={t('parties.lead')}>
      {Object.keys(state.errors).length > 0 ? <ErrorSummary state={state} locale={shell.locale} /> : null}
      {stayingParties(cooperation).map((party) => (
        <PartyForm party={party} {...props} t={t} />
      ))}
      <Finder {...props} t={t} />
    </PartPage>
  )
}

type Inner = PartiesPageProps & { readonly shell: Shell; readonly t: CooperationsWords }

function Finder(props: Inner) {
  const { cooperation, search, found, neighbours, t } = props
  const known = new Set(cooperation.parties.map(({ kind, code }) => `${kind}:${code}`))
  const isNew = ({ kind, code }: Authority) => !known.has(`${kind}:${code}`)
  const offered = (search === '' ? neighbours : found).filter(isNew)
  return (
    <section aria-labelledby="ajouter">
      <h2 id="ajouter">{t('parties.add')}</h2>
      <search>
        <form method="get" action={cooperationsPaths.parties(cooperation.slug)} class="filters">
          <TextField
            name="q"
            label={t('parties.search')}
            type="search"
            state={{ values: { q: search }, errors: {} }}
          />
          <button class="button-quiet" type="submit">
            {t('parties.find')}
          </button>
        </form>
      </search>
      {search !== '' && offered.length === 0 ? <p class="empty">{t('parties.none_found')}</p> : null}
      {search === '' && offered.length > 0 ? <p class="muted">{t('parties.neighbours')}</p> : null}
      <ul class="rows">
        {offered.map((authority) => (
          <Offer authority={authority} {...props} />
        ))}
      </ul>
    </section>
  )
}

function Offer({ authority, cooperation, shell, t }: Inner & { readonly authority: Authority }) {
  const { kind, code, name, population } = authority
  return (
    <li>
      <p>
        <strong>{name}</strong> <span class="muted">{t(`party_kind.${kind}`)}</span>
        {population === null ? null : (
          <span class="sub">{t('parties.people', { count: formatNumber(population, shell.locale) })}</span>
        )}
      </p>
      <form method="post" action={cooperationsPaths.addParty(cooperation.slug)}>
        <input type="hidden" name="version" value={cooperation.version} />
        <input type="hidden" name="type" value={kind} />
        <input type="hidden" name="code" value={code} />
        <button class="button-quiet" type="submit">
          {t('parties.include')}
          <span class="hidden-text"> {name}</span>
        </button>
      </form>
    </li>
  )
}

function PartyForm({ party, cooperation, refused, shell, t }: Inner & { readonly party: Party }) {
  const isRefused = refused?.id === party.id
  const values = isRefused ? refused.state.values : partyValues(party, shell.locale)
  const state = inFormOf(party.id, { values, errors: isRefused ? refused.state.errors : {} })
  return (
    <details class="card" open={isRefused}>
      <summary>
        <strong>{party.name}</strong> · {t(`party_kind.${party.kind}`)} · {t(`role.${party.role}`)} ·{' '}
        {percentText(party.fundingBp, shell.locale)}
      </summary>
      {isRefused ? <ErrorSummary state={state} locale={shell.locale} /> : null}
      <form method="post" action={cooperationsPaths.party(cooperation.slug, party.id)} noValidate>
        <input type="hidden" name="version" value={cooperation.version} />
        <PartyFields party={party} state={state} locale={shell.locale} t={t} />
        <p class="button-row">
          <button class="button" type="submit">
            {t('parties.save')}
            <span class="hidden-text"> {party.name}</span>
          </button>
          {party.kind === 'town' ? null : (
            <button class="button-quiet" type="submit" name="retirer" value="oui">
              {t('parties.remove')}
              <span class="hidden-text"> {party.name}</span>
            </button>
          )}
        </p>
      </form>
    </details>
  )
}

function PartyFields({
  party,
  state,
  locale,
  t,
}: {
  readonly party: Party
  readonly state: FormState
  readonly locale: Locale
  readonly t: CooperationsWords
}) {
  return (
    <>
      <SelectField
        name={partyField('role', party.id)}
        label={t('parties.role')}
        hint={t('parties.role_hint')}
        state={state}
        choices={partyRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <SelectField
        name={partyField('domaine', party.id)}
        label={t('parties.field')}
        hint={t('parties.field_hint')}
        empty={t('parties.no_field')}
        state={state}
        choices={leadFields.map((field) => ({ value: field, label: valueText(field, null, locale) }))}
      />
      <TextField
        name={partyField('part', party.id)}
        label={t('parties.funding')}
        hint={t('parties.funding_hint')}
        inputMode="decimal"
        size="short"
        state={state}
      />
      <CheckField name={partyField('veto', party.id)} label={t('parties.veto')} state={state} />
    </>
  )
}

/** Several forms stand on the page: each field has the party in its name, so that no two share an id. */
function inFormOf(id: string, { values, errors }: FormState): FormState {
  const named = (of: FormState['values']) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name && partyField(name, id), value]))
  return { values: named(values), errors: named(errors) }
}
