import type { ComponentChildren } from 'preact'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Officer } from '../parties.queries.ts'
import { readYears } from '../readings.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { comparisons, verdicts } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { LevelsTable, promiseText } from './levels-table.tsx'
import { type InShell, partyName, ServicePage } from './pieces.tsx'

export interface PreparedListProps {
  readonly file: ServiceFile
  readonly officers: readonly Officer[]
  readonly today: CalendarDate
  readonly state: FormState
  /** May be added to and taken from. */
  readonly isOpen: boolean
}

export type ListProps = PreparedListProps & InShell

interface Row {
  readonly id: string
  readonly text: string
  readonly note?: string
  /** A page of its own. */
  readonly link?: { readonly href: string; readonly text: string } | null
}

export function ListPage({
  shell,
  file,
  title,
  lead,
  rows,
  empty,
  action,
  removal,
  isOpen,
  state,
  addLabel,
  below = null,
  children,
}: ListProps & {
  readonly title: string
  readonly lead: string
  readonly rows: readonly Row[]
  readonly empty: string
  readonly action: string
  /** Null where nothing is taken away any more. */
  readonly removal: string | null
  readonly addLabel: string
  /** What stands under the list, whoever may add to it. */
  readonly below?: ComponentChildren
  readonly children: ComponentChildren
}) {
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={file.service} title={title} width="reading">
      <p class="lead">{lead}</p>
      {rows.length === 0 ? <p class="empty">{empty}</p> : <Rows rows={rows} removal={removal} t={t} />}
      {below}
      {isOpen ? (
        <>
          <h2>{addLabel}</h2>
          <ErrorSummary state={state} locale={shell.locale} />
          <form method="post" action={action}>
            {children}
            <button class="button" type="submit">
              {addLabel}
            </button>
          </form>
        </>
      ) : null}
    </ServicePage>
  )
}

export function Rows({
  rows,
  removal,
  t,
}: {
  rows: readonly Row[]
  removal: string | null
  t: SharedServicesWords
}) {
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li>
          <p>
            {row.text}
            {row.note ? <span class="sub">{row.note}</span> : null}
            {row.link ? (
              <span class="sub">
                <a href={row.link.href}>
                  {row.link.text}
                  <span class="hidden-text"> {row.text}</span>
                </a>
              </span>
            ) : null}
          </p>
          {removal === null ? null : (
            <form method="post" action={`${removal}/suppression`}>
              <button
                class="button-quiet"
                type="submit"
                name="id"
                value={row.id}
                aria-label={t('lists.remove_named', { name: row.text })}
              >
                {t('lists.remove')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

export function OfficersPage(props: ListProps) {
  const { shell, file, state, officers } = props
  const t = sharedServicesWords(shell.locale)
  const nameOf = (id: string) => file.parties.find((party) => party.id === id)?.name ?? ''
  return (
    <ListPage
      {...props}
      title={t('officers.title')}
      lead={t('officers.lead')}
      empty={t('officers.empty')}
      rows={officers.map((officer) => ({
        id: `${officer.partyId} ${officer.accountId}`,
        text: `${officer.name}, ${nameOf(officer.partyId)}`,
        note:
          officer.endsOn === null
            ? t('officers.since', { day: formatDay(officer.startsOn, shell.locale) })
            : t('officers.until', { day: formatDay(officer.endsOn, shell.locale) }),
      }))}
      action={paths.officers(file.service.code)}
      removal={props.isOpen ? paths.officers(file.service.code) : null}
      addLabel={t('officers.add')}
    >
      <SelectField
        name="partie"
        label={t('field.party')}
        empty={t('field.choose')}
        choices={file.parties.map((party) => ({ value: party.id, label: partyName(party, t) }))}
        state={state}
        required
      />
      <TextField
        name="courriel"
        label={t('field.email')}
        hint={t('field.email_hint')}
        type="email"
        state={state}
        required
      />
    </ListPage>
  )
}

export function UnitsPage(props: ListProps) {
  const { shell, file, state } = props
  const t = sharedServicesWords(shell.locale)
  return (
    <ListPage
      {...props}
      title={t('units.title')}
      lead={t('units.lead')}
      empty={t('units.empty')}
      rows={file.units.map((unit) => ({
        id: unit.id,
        text: unit.label,
        note: t('units.weight', { code: unit.code, weight: formatNumber(unit.weight, shell.locale) }),
      }))}
      action={paths.units(file.service.code)}
      removal={props.isOpen && file.service.status === 'prepared' ? paths.units(file.service.code) : null}
      addLabel={t('units.add')}
    >
      <TextField
        name="libelle"
        label={t('field.unit_label')}
        hint={t('field.unit_label_hint')}
        state={state}
        required
      />
      <TextField
        name="code"
        label={t('field.unit_code')}
        hint={t('field.unit_code_hint')}
        size="short"
        state={state}
        required
      />
      <TextField
        name="coefficient"
        label={t('field.weight')}
        hint={t('field.weight_hint')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
    </ListPage>
  )
}

export function LevelsPage(props: ListProps) {
  const { shell, file, state } = props
  const t = sharedServicesWords(shell.locale)
  return (
    <ListPage
      {...props}
      title={t('levels.title')}
      lead={t('levels.lead')}
      empty={t('levels.empty')}
      rows={file.levels.map((level) => ({
        id: level.id,
        text: level.label,
        note: promiseText(level, t, shell),
      }))}
      action={paths.levels(file.service.code)}
      removal={props.isOpen && file.service.status === 'prepared' ? paths.levels(file.service.code) : null}
      addLabel={t('levels.add')}
      below={<LevelsTable shell={shell} file={file} years={readYears(file.readings).slice(0, 2)} />}
    >
      <TextField
        name="engagement"
        label={t('field.level')}
        hint={t('field.level_hint')}
        state={state}
        required
      />
      <SelectField
        name="sens"
        label={t('field.comparison')}
        choices={comparisons.map((value) => ({ value, label: t(`comparison.${value}`) }))}
        state={state}
        required
      />
      <TextField
        name="cible"
        label={t('field.target')}
        inputMode="decimal"
        size="short"
        state={state}
        required
      />
      <TextField name="unite" label={t('field.level_unit')} size="short" state={state} required />
    </ListPage>
  )
}

export function OpinionsPage(props: ListProps) {
  const { shell, file, state } = props
  const t = sharedServicesWords(shell.locale)
  return (
    <ListPage
      {...props}
      title={t('opinions.title')}
      lead={t('opinions.lead')}
      empty={t('opinions.empty')}
      rows={file.opinions.map((opinion) => ({
        id: opinion.id,
        text: opinion.body,
        note: [
          t('opinions.asked', { day: formatDay(opinion.askedOn, shell.locale) }),
          opinion.givenOn !== null && opinion.verdict !== null
            ? t('opinions.given', {
                verdict: t(`verdict.${opinion.verdict}`),
                day: formatDay(opinion.givenOn, shell.locale),
              })
            : t('opinions.awaited'),
          opinion.note,
        ]
          .filter((text) => text !== '')
          .join(' · '),
      }))}
      action={paths.opinions(file.service.code)}
      removal={props.isOpen && file.service.status === 'prepared' ? paths.opinions(file.service.code) : null}
      addLabel={t('opinions.add')}
    >
      <TextField name="instance" label={t('field.body')} hint={t('field.body_hint')} state={state} required />
      <TextField
        name="demande_le"
        label={t('field.asked_on')}
        type="date"
        size="short"
        state={state}
        required
      />
      <TextField
        name="rendu_le"
        label={t('field.given_on')}
        hint={t('field.given_on_hint')}
        type="date"
        size="short"
        state={state}
      />
      <SelectField
        name="sens_avis"
        label={t('field.verdict')}
        empty={t('field.not_yet')}
        choices={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        state={state}
      />
      <TextArea name="note" label={t('field.note')} state={state} />
    </ListPage>
  )
}
