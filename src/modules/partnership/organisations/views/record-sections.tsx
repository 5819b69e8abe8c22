import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import { hoursText } from '../hours-text.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { canSeeMeetings, canSeePrivate, canWritePart, type PartName } from '../organisations.permissions.ts'
import { isCurrent, isShown, labelState } from '../record.rules.ts'
import type { SectionProps } from './organisation-page.tsx'

type DatedProps = SectionProps & { readonly today: CalendarDate }

export function AddLink({ organisation, standing, t, part }: SectionProps & { part: PartName }) {
  if (!canWritePart(standing, part)) return null
  return (
    <p class="no-print">
      <a href={organisationsPaths.newPart(organisation.id, part)}>{t(`part.${part}_new`)}</a>
    </p>
  )
}

export function EditLink({
  organisation,
  standing,
  t,
  part,
  id,
  name,
}: SectionProps & { part: PartName; id: string; name: string }) {
  if (!canWritePart(standing, part)) return null
  return (
    <a
      class="no-print"
      href={organisationsPaths.part(organisation.id, part, id)}
      aria-label={t('form.edit_named', { name })}
    >
      {t('form.edit')}
    </a>
  )
}

export function Places(props: SectionProps) {
  const { organisation, standing, t, shell } = props
  const { establishments } = organisation
  if (establishments.length === 0 && !canWritePart(standing, 'etablissements')) return null
  return (
    <>
      <h2>{t('sheet.places')}</h2>
      {isShown('places', organisation.consents) || establishments.length === 0 ? null : (
        <p class="muted">{t('sheet.private_places')}</p>
      )}
      {establishments.map((place) => (
        <div class="card">
          <h3>{place.name || t(place.isHeadOffice ? 'place.head_office_short' : 'place.place')}</h3>
          <p>{[place.street, `${place.postcode} ${place.city}`.trim()].filter(Boolean).join(', ')}</p>
          {place.commune ? (
            <p class="muted">
              {t('place.commune')}{' '}
              <a href={organisationsPaths.map({ commune: place.commune.code })}>
                {place.commune.name} ({place.commune.code})
              </a>
            </p>
          ) : null}
          {place.siret ? <p class="muted">{`${t('scheme.siret')} ${place.siret}`}</p> : null}
          {place.hours ? (
            <ul>
              {hoursText(place.hours, shell.locale).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          ) : null}
          <EditLink {...props} part="etablissements" id={place.id} name={place.name || place.street} />
        </div>
      ))}
      <AddLink {...props} part="etablissements" />
    </>
  )
}

export function People(props: DatedProps) {
  const { organisation, standing, t, shell, today } = props
  if (organisation.people.length === 0 && !canWritePart(standing, 'personnes')) return null
  return (
    <>
      <h2>{t('sheet.people')}</h2>
      <ul class="rows">
        {organisation.people.map((person) => (
          <li>
            <span>
              {person.name}, {t(`role.${person.role}`)}
              {daysText(person, shell.locale, t)}{' '}
              {isCurrent(person, today) ? null : <span class="badge">{t('sheet.past')}</span>}{' '}
              {canSeePrivate(standing) && !person.isPublic ? (
                <span class="muted">{t('sheet.private')}</span>
              ) : null}
              {person.email || person.telephone ? (
                <span class="sub">{[person.email, person.telephone].filter(Boolean).join(' · ')}</span>
              ) : null}
              {person.mandate ? <span class="sub">{person.mandate}</span> : null}
            </span>
            <EditLink {...props} part="personnes" id={person.id} name={person.name} />
          </li>
        ))}
      </ul>
      <AddLink {...props} part="personnes" />
    </>
  )
}

export function Ties(props: DatedProps) {
  const { organisation, standing, t, shell, today } = props
  if (organisation.ties.length === 0 && !canWritePart(standing, 'liens')) return null
  return (
    <>
      <h2>{t('sheet.ties')}</h2>
      <ul class="rows">
        {organisation.ties.map((tie) => (
          <li>
            <span>
              {t(tie.isOutgoing ? `tie.${tie.kind}` : `tie.${tie.kind}_back`)}{' '}
              <a href={organisationsPaths.show(tie.other.id)}>{tie.other.name}</a>
              {daysText(tie, shell.locale, t)}{' '}
              {isCurrent(tie, today) ? null : <span class="badge">{t('sheet.past')}</span>}
              {canSeePrivate(standing) && tie.evidence ? <span class="sub">{tie.evidence}</span> : null}
            </span>
            {tie.isOutgoing ? <EditLink {...props} part="liens" id={tie.id} name={tie.other.name} /> : null}
          </li>
        ))}
      </ul>
      <AddLink {...props} part="liens" />
    </>
  )
}

export function Labels(props: DatedProps) {
  const { organisation, standing, t, shell, today } = props
  if (organisation.labels.length === 0 && !canWritePart(standing, 'labels')) return null
  return (
    <>
      <h2>{t('sheet.labels')}</h2>
      <ul class="rows">
        {organisation.labels.map((label) => (
          <li>
            <span>
              {label.name} <span class="muted">{t('label.by', { issuer: label.issuer })}</span>
              {label.expiresOn ? (
                <span class="sub">
                  {t(labelState(label, today) === 'expired' ? 'label.expired' : 'label.valid_until', {
                    day: formatDay(label.expiresOn, shell.locale),
                  })}
                </span>
              ) : null}
              {label.proof ? <span class="sub">{label.proof}</span> : null}
            </span>
            <EditLink {...props} part="labels" id={label.id} name={label.name} />
          </li>
        ))}
      </ul>
      <AddLink {...props} part="labels" />
    </>
  )
}

export function Meetings(props: SectionProps) {
  const { organisation, standing, t, shell } = props
  if (!canSeeMeetings(standing)) return null
  return (
    <>
      <h2>{t('sheet.meetings')}</h2>
      {organisation.meetings.length === 0 ? <p class="empty">{t('meeting.none')}</p> : null}
      <ol class="timeline">
        {organisation.meetings.map((meeting) => (
          <li>
            <strong>
              {formatDay(meeting.heldOn, shell.locale)}, {t(`meeting.${meeting.kind}`)}
            </strong>{' '}
            <EditLink
              {...props}
              part="echanges"
              id={meeting.id}
              name={formatDay(meeting.heldOn, shell.locale)}
            />
            <p class="as-written">{meeting.about}</p>
            <p>{t('meeting.with', { names: meeting.participants })}</p>
            {meeting.nextStep ? (
              <p>
                <span class="state" data-state={meeting.isDone ? 'met' : 'pending'}>
                  {t(meeting.isDone ? 'meeting.next_done' : 'meeting.next_waiting', {
                    step: meeting.nextStep,
                    day: meeting.nextOn ? formatDay(meeting.nextOn, shell.locale) : '–',
                  })}
                </span>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      <AddLink {...props} part="echanges" />
    </>
  )
}

export function daysText(
  { from, to }: { from: CalendarDate | null; to: CalendarDate | null },
  locale: SectionProps['shell']['locale'],
  t: SectionProps['t'],
): string {
  if (from && to)
    return `, ${t('sheet.between', { from: formatDay(from, locale), to: formatDay(to, locale) })}`
  if (from) return `, ${t('sheet.since', { day: formatDay(from, locale) })}`
  return to ? `, ${t('sheet.until', { day: formatDay(to, locale) })}` : ''
}
