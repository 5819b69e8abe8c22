import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Correction } from '../corrections.queries.ts'
import type { Officer } from '../officers.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { canEditRecord, canSeePrivate, type Standing } from '../organisations.permissions.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import { contactFields, factFields, isShown, type RecordField } from '../record.rules.ts'
import type { OrganisationSheet } from '../sheet.queries.ts'
import type { AidWindow } from '../undertaking.rules.ts'
import { CorrectionDecision, CorrectionText } from './queue-page.tsx'
import { Received } from './received-section.tsx'
import { AddLink, daysText, EditLink, Labels, Meetings, People, Places, Ties } from './record-sections.tsx'
import { valueText } from './value-text.ts'

export interface OrganisationProps {
  /** As this reader may see it. */
  readonly organisation: OrganisationSheet
  readonly standing: Standing
  readonly aid: AidWindow
  /** What the law says of small aid, in a sentence. */
  readonly aidSentence: string
  readonly today: CalendarDate
  readonly isSignedIn: boolean
  /** For those who keep the page; empty for others. */
  readonly corrections: readonly Correction[]
  readonly officers: readonly Officer[]
}

export interface SectionProps {
  readonly organisation: OrganisationSheet
  readonly standing: Standing
  readonly t: OrganisationsWords
  readonly shell: Shell
}

export function OrganisationPage(props: OrganisationProps & { readonly shell: Shell }) {
  const { shell, organisation, standing } = props
  const t = organisationsWords(shell.locale)
  const section = { organisation, standing, t, shell }
  const value = (field: RecordField) => organisation.values.find((each) => each.field === field)?.value ?? ''
  return (
    <Page shell={shell} title={organisation.name}>
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{organisation.name}</h1>
      <p>
        {organisation.isActive ? null : <span class="badge">{t('status.closed')}</span>}{' '}
        {organisation.topics.map((topic) => (
          <>
            <a class="badge" href={organisationsPaths.list({ topic: topic.id })}>
              {topic.label[shell.locale]}
            </a>{' '}
          </>
        ))}
      </p>
      {value('presentation') ? <p class="lead as-written">{value('presentation')}</p> : null}
      <Toolbar {...section} />
      <Waiting corrections={props.corrections} t={t} />
      <Contact {...section} />
      <Places {...section} />
      <People {...section} today={props.today} />
      <Ties {...section} today={props.today} />
      <Labels {...section} today={props.today} />
      <Received {...section} aid={props.aid} aidSentence={props.aidSentence} />
      <Meetings {...section} />
      <Facts {...section} />
      <Officers officers={props.officers} t={t} />
      <Invitation {...section} isSignedIn={props.isSignedIn} />
    </Page>
  )
}

function Toolbar({ organisation, standing, t }: SectionProps) {
  if (!canEditRecord(standing)) return null
  const { id } = organisation
  return (
    <p class="no-print">
      <a class="button" href={organisationsPaths.edit(id)}>
        {t('sheet.edit')}
      </a>{' '}
      {standing === 'officer' ? (
        <a class="button-quiet" href={organisationsPaths.confirmation(id)}>
          {t('sheet.still_right')}
        </a>
      ) : (
        <a class="button-quiet" href={organisationsPaths.newPart(id, 'echanges')}>
          {t('part.echanges_new')}
        </a>
      )}
    </p>
  )
}

function Waiting({ corrections, t }: { corrections: readonly Correction[]; t: OrganisationsWords }) {
  if (corrections.length === 0) return null
  return (
    <section class="card no-print" aria-labelledby="signalements">
      <h2 id="signalements">{t('sheet.waiting')}</h2>
      {corrections.map((correction) => (
        <>
          <CorrectionText correction={correction} t={t} />
          <CorrectionDecision correction={correction} t={t} />
        </>
      ))}
    </section>
  )
}

function Officers({ officers, t }: { officers: readonly Officer[]; t: OrganisationsWords }) {
  if (officers.length === 0) return null
  return (
    <>
      <h2>{t('sheet.officers')}</h2>
      <ul class="rows">
        {officers.map((officer) => (
          <li>
            <span>
              {officer.name}
              {officer.capacity ? `, ${officer.capacity}` : ''} <span class="sub">{officer.email}</span>
            </span>
            <form method="post" action={organisationsPaths.endOfficer(officer.id)}>
              <button
                class="button-quiet"
                type="submit"
                aria-label={t('sheet.end_officer_named', { name: officer.name })}
              >
                {t('sheet.end_officer')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}

function Contact({ organisation, standing, t }: SectionProps) {
  const found = contactFields.flatMap((field) => {
    const value = organisation.values.find((each) => each.field === field)?.value ?? ''
    return value === '' ? [] : [{ field, value }]
  })
  if (found.length === 0) return null
  return (
    <>
      <h2>{t('sheet.contact')}</h2>
      <dl class="facts">
        {found.map(({ field, value }) => (
          <div>
            <dt>{t(`field.${field}`)}</dt>
            <dd class="wrap">
              {field === 'website' ? (
                <a href={value} rel="noopener noreferrer external">
                  {value.replace(/^https?:\/\//, '')}
                </a>
              ) : field === 'email' ? (
                <a href={`mailto:${value}`}>{value}</a>
              ) : (
                <a href={`tel:${value.replaceAll(/[^+\d]/g, '')}`}>{value}</a>
              )}
              {canSeePrivate(standing) && !isShown(field, organisation.consents) ? (
                <span class="muted">{t('sheet.private')}</span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What the registers say, each with its source, and the numbers that name it. */
function Facts(props: SectionProps) {
  const { organisation, standing, t, shell } = props
  const values = factFields.flatMap((field) =>
    organisation.values.filter((each) => each.field === field && each.value !== ''),
  )
  return (
    <>
      <h2>{t('sheet.values')}</h2>
      <dl class="facts">
        {organisation.identifiers.map((number) => (
          <div>
            <dt>{t(`scheme.${number.scheme}`)}</dt>
            <dd>
              {number.value}
              {number.court ? `, ${t('number.court_of', { court: number.court })}` : null}
              {number.from || number.to ? (
                <span class="muted">{daysText(number, shell.locale, t).replace(/^, /, '')}</span>
              ) : null}{' '}
              {number.isOwn ? (
                <EditLink {...props} part="numeros" id={number.id} name={number.value} />
              ) : null}
            </dd>
          </div>
        ))}
        {organisation.district ? (
          <div>
            <dt>{t('field.district')}</dt>
            <dd>{organisation.district.name}</dd>
          </div>
        ) : null}
        {values.map(({ field, value, source, recordedOn, isLocal, imported }) => (
          <div>
            <dt>{t(`field.${field}`)}</dt>
            <dd>
              {valueText(field, value, shell.locale)}{' '}
              <span class="muted">
                {t('sheet.source', { source, day: formatDay(recordedOn, shell.locale) })}
                {standing === 'keeper' && isLocal && imported !== null && imported !== value
                  ? ` ${t('sheet.imported', { value: valueText(field, imported, shell.locale) || '–' })}`
                  : null}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {organisation.identifiers.length === 0 ? <p class="muted">{t('sheet.no_identifier')}</p> : null}
      <AddLink {...props} part="numeros" />
      {organisation.absorbed.length > 0 ? (
        <p class="muted">
          {t('sheet.absorbed', { names: organisation.absorbed.map((each) => each.name).join(', ') })}
        </p>
      ) : null}
      <p class="muted">
        {organisation.confirmedOn
          ? t('sheet.confirmed', { day: formatDay(organisation.confirmedOn, shell.locale) })
          : t('sheet.never_confirmed')}
      </p>
    </>
  )
}

/** What anybody may do about this page. */
function Invitation({ organisation, standing, t, isSignedIn }: SectionProps & { isSignedIn: boolean }) {
  const { id } = organisation
  return (
    <ul class="no-print">
      {standing === 'public' || standing === 'town' ? (
        <>
          <li>
            <a href={organisationsPaths.correction(id)}>{t('sheet.correct')}</a>
          </li>
          <li>
            <a href={organisationsPaths.claim(id)}>{t(isSignedIn ? 'sheet.claim_account' : 'sheet.claim')}</a>
          </li>
        </>
      ) : null}
      <li>
        <a href={organisationsPaths.card(id)}>{t('sheet.card')}</a>
      </li>
    </ul>
  )
}
