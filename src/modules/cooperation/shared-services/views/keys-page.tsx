import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { TableScroll } from '#web/table.tsx'
import { type KeyMethod, keyNames, type LackingValue } from '../keys.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { euros, type InShell, partyName, ServicePage, signedEuros } from './pieces.tsx'

/** What each party would pay by the simulated key, beside what it pays by the one in force. */
export interface Simulation {
  readonly year: number
  readonly totalCents: bigint
  readonly rows: readonly {
    readonly partyId: string
    readonly cents: number | null
    readonly nowCents: number | null
  }[]
  readonly lacking: readonly LackingValue[]
}

export interface KeysPageProps {
  readonly file: ServiceFile
  readonly methods: readonly KeyMethod[]
  readonly state: FormState
  /** Null before a key was tried. */
  readonly simulation: Simulation | null
  readonly canKeep: boolean
}

type Props = KeysPageProps & InShell

export function KeysPage(props: Props) {
  const { shell, file, state, simulation, canKeep } = props
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={file.service} title={t('keys.title')}>
      <p class="lead">{t('keys.lead')}</p>
      <Versions file={file} t={t} />
      <p>
        <a href={paths.values(file.service.code)}>{t('values.title')}</a>
      </p>
      <h2 id="simulation">{t('keys.simulate')}</h2>
      <p>{t('keys.simulate_lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="get" action={`${paths.simulation(file.service.code)}#simulation`}>
        <KeyFields {...props} t={t} />
        <p class="button-row">
          <button class="button" type="submit">
            {t('keys.try')}
          </button>{' '}
          {canKeep ? (
            <button
              class="button-quiet"
              type="submit"
              formMethod="post"
              formAction={paths.keys(file.service.code)}
            >
              {t('keys.keep_draft')}
            </button>
          ) : null}
        </p>
      </form>
      {simulation === null ? null : <Simulated {...props} simulation={simulation} t={t} />}
    </ServicePage>
  )
}

function Versions({ file, t }: { file: ServiceFile; t: SharedServicesWords }) {
  if (file.keys.length === 0) return <p class="empty">{t('keys.empty')}</p>
  return (
    <ul class="rows">
      {file.keys.map((key) => (
        <li>
          <p>
            <a href={paths.key(file.service.code, key.number)}>
              {t('keys.named', { number: key.number, year: key.fromYear })}
            </a>
            <span class="sub">{keyText(key, t)}</span>
          </p>
          <span class="badge" data-state={key.status === 'adopted' ? 'met' : 'pending'}>
            {t(`key_status.${key.status}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** `population 50, unités 40, potentiel 10`, or what a unit cost is. */
export function keyText(
  key: { readonly method: KeyMethod; readonly weights: ServiceFile['keys'][number]['weights'] },
  t: SharedServicesWords,
): string {
  if (key.method === 'unit_cost') return t('method.unit_cost')
  return key.weights.map(({ name, weight }) => `${t(`key.${name}`)} ${weight}`).join(', ')
}

function KeyFields({ file, methods, state, t }: Props & { readonly t: SharedServicesWords }) {
  const staying = file.parties.filter(({ leavesOn }) => leavesOn === null)
  return (
    <>
      <SelectField
        name="methode"
        label={t('field.method')}
        hint={methods.length === 1 ? t('field.method_closed') : undefined}
        choices={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
        state={state}
        required
      />
      {methods.includes('keys') ? (
        <fieldset class="field-group">
          <legend>{t('field.weights')}</legend>
          <p class="field-hint">{t('field.weights_hint')}</p>
          <div class="field-columns">
            {keyNames.map((name) => (
              <TextField
                name={`poids_${name}`}
                label={t(`key.${name}`)}
                inputMode="decimal"
                size="short"
                state={state}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      <SelectField
        name="reste"
        label={t('field.remainder')}
        hint={t('field.remainder_hint')}
        empty={t('remainder.largest')}
        choices={staying.map((party) => ({
          value: party.reference,
          label: t('remainder.to', { name: partyName(party, t) }),
        }))}
        state={state}
      />
      <TextField
        name="a_partir_de"
        label={t('field.from_year')}
        inputMode="numeric"
        size="short"
        state={state}
        required
      />
      <TextArea
        name="raison"
        label={t('field.reason')}
        hint={t('field.reason_hint')}
        state={state}
        rows={2}
      />
    </>
  )
}

function Simulated({
  file,
  simulation,
  shell,
  t,
}: Props & { readonly simulation: Simulation; readonly t: SharedServicesWords }) {
  const { locale } = shell
  if (simulation.lacking.length > 0) return <Lacking file={file} lacking={simulation.lacking} t={t} />
  const caption = t('keys.simulated', {
    year: simulation.year,
    total: euros(simulation.totalCents, locale),
  })
  return (
    <TableScroll label={caption} stack>
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('outcomes.party')}</th>
            <th scope="col" class="number">
              {t('keys.would_pay')}
            </th>
            <th scope="col" class="number">
              {t('keys.pays_now')}
            </th>
            <th scope="col" class="number">
              {t('keys.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {simulation.rows.map((row) => {
            const party = file.parties.find(({ id }) => id === row.partyId)
            const cents = row.cents ?? 0
            const now = row.nowCents
            return (
              <tr>
                <th scope="row">{party ? partyName(party, t) : ''}</th>
                <td class="number" data-label={t('keys.would_pay')}>
                  {euros(cents, locale)}
                </td>
                <td class="number" data-label={t('keys.pays_now')}>
                  {now === null ? '–' : euros(now, locale)}
                </td>
                <td class="number" data-label={t('keys.change')}>
                  {now === null ? '–' : signedEuros(cents - now, locale)}
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('statement.total')}</th>
            <td class="number" data-label={t('keys.would_pay')}>
              {euros(simulation.totalCents, locale)}
            </td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  )
}

/** Which values are missing before a cost can be shared, and where they are written. */
export function Lacking({
  file,
  lacking,
  t,
}: {
  file: ServiceFile
  lacking: readonly LackingValue[]
  t: SharedServicesWords
}) {
  return (
    <div class="alert">
      <p>{t('lacking.title')}</p>
      <ul>
        {lacking.map(({ name, reference }) => (
          <li>
            {reference === null
              ? t('lacking.all', { key: t(`key.${name}`) })
              : t('lacking.one', { key: t(`key.${name}`), party: reference })}
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.values(file.service.code)}>{t('values.title')}</a>
      </p>
    </div>
  )
}
