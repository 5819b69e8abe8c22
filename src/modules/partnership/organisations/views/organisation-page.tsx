import { formatEuros, sumCents } from '#kernel/cents.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { organisationsPaths } from '../organisations.paths.ts'
import type { OrganisationSheet } from '../organisations.queries.ts'
import type { Grant } from '../organisations.rules.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'

export function OrganisationPage({
  shell,
  organisation,
}: {
  readonly shell: Shell
  readonly organisation: OrganisationSheet
}) {
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={organisation.name}>
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{organisation.name}</h1>
      <p>
        <span class="badge">{t(organisation.isActive ? 'status.active' : 'status.closed')}</span>
      </p>
      <h2>{t('sheet.identifiers')}</h2>
      <Identifiers organisation={organisation} t={t} />
      <Values organisation={organisation} t={t} shell={shell} />
      <h2>{t('sheet.received')}</h2>
      <Received grants={organisation.grants} t={t} shell={shell} />
    </Page>
  )
}

function Identifiers({ organisation, t }: { organisation: OrganisationSheet; t: OrganisationsWords }) {
  if (organisation.identifiers.length === 0) return <p>{t('sheet.no_identifier')}</p>
  return (
    <dl class="facts">
      {organisation.identifiers.map(({ scheme, value }) => (
        <div>
          <dt>{t(`scheme.${scheme}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const shownFields = [
  'acronym',
  'legal_form',
  'activity',
  'ess',
  'size',
  'founded_on',
  'presentation',
  'website',
] as const

function Values({
  organisation,
  t,
  shell,
}: {
  organisation: OrganisationSheet
  t: OrganisationsWords
  shell: Shell
}) {
  const values = shownFields.flatMap((field) =>
    organisation.values
      .filter((each) => each.field === field && each.value !== '')
      .map((each) => ({ ...each, field })),
  )
  if (values.length === 0) return null
  return (
    <>
      <h2>{t('sheet.values')}</h2>
      <dl class="facts">
        {values.map(({ field, value, source, recordedOn }) => (
          <div>
            <dt>{t(`field.${field}`)}</dt>
            <dd>
              {value}{' '}
              <span class="muted">
                {t('sheet.source', { source, day: formatDay(recordedOn, shell.locale) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Received({ grants, t, shell }: { grants: readonly Grant[]; t: OrganisationsWords; shell: Shell }) {
  if (grants.length === 0) return <p>{t('sheet.received_none')}</p>
  const total = sumCents(grants.map((grant) => grant.amount))
  return (
    <>
      <p>{t('sheet.received_total', { amount: formatEuros(total, shell.locale), count: grants.length })}</p>
      <TableScroll label={t('sheet.received_caption')} stack>
        <table class="table">
          <caption>{t('sheet.received_caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('grant.day')}</th>
              <th scope="col">{t('grant.subject')}</th>
              <th scope="col">{t('grant.act')}</th>
              <th scope="col" class="number">
                {t('grant.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {grants.map((grant) => (
              <tr>
                <td data-label={t('grant.day')}>
                  {grant.grantedOn ? formatDay(grant.grantedOn, shell.locale) : t('grant.no_day')}
                </td>
                <td data-label={t('grant.subject')}>
                  {grant.subject || '–'}
                  <span class="sub">
                    {t('grant.file')} {grant.fileName}
                  </span>
                </td>
                <td data-label={t('grant.act')}>{grant.actReference || '–'}</td>
                <td class="number" data-label={t('grant.amount')}>
                  {formatEuros(grant.amount, shell.locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}
