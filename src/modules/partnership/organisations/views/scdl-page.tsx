import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'
import type { GrantorSiret, GrantToPublish, ScdlAnswer } from '../scdl.rules.ts'

export interface ScdlProps {
  readonly year: number | null
  readonly years: readonly number[]
  readonly sirets: readonly GrantorSiret[]
  readonly answers: readonly { readonly grant: GrantToPublish; readonly answer: ScdlAnswer }[]
  readonly state: FormState
}

/** Rows of a list that somebody mends one by one. */
const mostShown = 200

/** What of the grants can be published, and what is missing for the rest. */
export function ScdlPage({ shell, year, years, sirets, answers, state }: ScdlProps & { shell: Shell }) {
  const t = organisationsWords(shell.locale)
  const withheld = answers.filter(({ answer }) => answer.kind === 'withheld')
  const noticed = answers.filter(({ answer }) => answer.kind === 'row' && answer.notices.length > 0)
  const question = year === null ? '' : `?annee=${year}`
  return (
    <Page shell={shell} title={t('scdl.title')} width="wide">
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('scdl.title')}</h1>
      <p class="lead">{t('scdl.lead')}</p>
      <p>
        <a href={organisationsPaths.grantsOut()}>{t('scdl.all_years')}</a>
        {years.map((each) => (
          <>
            {' · '}
            <a
              href={`${organisationsPaths.grantsOut()}?annee=${each}`}
              aria-current={each === year ? 'page' : undefined}
            >
              {each}
            </a>
          </>
        ))}
      </p>
      <p>
        {t('scdl.ready', { count: answers.length - withheld.length, all: answers.length })}{' '}
        <a href={`${organisationsPaths.grantsFile()}${question}`}>{t('scdl.download')}</a>
      </p>
      <p class="muted">{t('scdl.defaults')}</p>
      <h2>{t('scdl.grantor')}</h2>
      {sirets.length === 0 ? (
        <p class="alert">{t('scdl.no_grantor')}</p>
      ) : (
        <ul>
          {sirets.map(({ siret, from }) => (
            <li>
              {siret}, {t('sheet.since', { day: formatDay(from, shell.locale) })}
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={organisationsPaths.grantorNumber()} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextField name="siret" label={t('scdl.siret')} inputMode="numeric" state={state} required />
        <TextField
          name="debut"
          label={t('form.from')}
          hint={t('scdl.from_hint')}
          type="date"
          size="short"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
      {withheld.length > 0 ? (
        <>
          <h2>{t('scdl.withheld', { count: withheld.length })}</h2>
          <Grants rows={withheld} shell={shell} />
        </>
      ) : null}
      {noticed.length > 0 ? (
        <>
          <h2>{t('scdl.notices', { count: noticed.length })}</h2>
          <Grants rows={noticed} shell={shell} />
        </>
      ) : null}
    </Page>
  )
}

function Grants({ rows, shell }: { rows: ScdlProps['answers']; shell: Shell }) {
  const t = organisationsWords(shell.locale)
  return (
    <>
      <TableScroll label={t('sheet.received_caption')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('grant.day')}</th>
              <th scope="col">{t('scdl.why')}</th>
              <th scope="col" class="number">
                {t('grant.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map(({ grant, answer }) => (
              <tr>
                <th scope="row">
                  <a href={organisationsPaths.show(grant.organisationId)}>{grant.name}</a>
                  <span class="sub">{grant.subject}</span>
                </th>
                <td data-label={t('grant.day')}>
                  {grant.day ? formatDay(grant.day, shell.locale) : t('grant.no_day')}
                </td>
                <td data-label={t('scdl.why')}>
                  {answer.kind === 'withheld'
                    ? answer.reasons.map((reason) => t(`scdl.${reason}`)).join(' ')
                    : answer.notices.map((notice) => t(`scdl.${notice}`)).join(' ')}
                </td>
                <td class="number" data-label={t('grant.amount')}>
                  {formatEuros(grant.amount, shell.locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {rows.length > mostShown ? (
        <p class="muted">{t('scdl.more', { count: rows.length - mostShown })}</p>
      ) : null}
    </>
  )
}
