import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { deliberationsPaths } from '#modules/steering/deliberations/deliberations.public.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { AgreementState } from '../awards.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { type Offer, sumOf } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { Winner } from '../winners.queries.ts'

export interface WinnersPageProps {
  readonly offer: Offer
  readonly winners: readonly (Winner & {
    readonly state: AgreementState | null
    readonly deliberation: string
    readonly deliberationId: string
  })[]
  readonly isOurs: boolean
  readonly scdl: {
    readonly published: number
    readonly withheld: readonly { readonly name: string; readonly publishBy: CalendarDate }[]
    readonly remarked: readonly string[]
  }
  readonly scdlPath: string
}

/** Who was helped, with how much, and what became of it: bodies and projects, never a private person. */
export function WinnersPage(props: WinnersPageProps & { readonly shell: Shell }) {
  const { shell, offer, winners, isOurs, scdl, scdlPath } = props
  const { call, criteria } = offer
  const t = callsWords(shell.locale)
  const total = sumOf(winners.map(({ decision }) => decision.cents ?? 0))
  const people = sumOf(winners.map(({ agreement }) => agreement?.report?.people ?? 0))
  return (
    <Page shell={shell} title={t('winners.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('winners.title')}</h1>
      <p class="lead">
        {t('winners.lead', { count: winners.length, total: formatEuros(total, shell.locale) })}{' '}
        {people > 0 ? t('winners.people', { people: formatNumber(people, shell.locale) }) : ''}
      </p>
      <p>
        {t('winners.criteria')} {criteria.map(({ label, weight }) => `${label} (${weight} %)`).join(', ')}.
      </p>
      {winners.length === 0 ? <p class="empty">{t('winners.empty')}</p> : null}
      {winners.map((winner) => (
        <WinnerCard winner={winner} code={call.code} isOurs={isOurs} shell={shell} t={t} />
      ))}
      <section aria-labelledby="donnees">
        <h2 id="donnees">{t('winners.data')}</h2>
        <p>
          <a href={scdlPath}>{t('winners.scdl')}</a> · <a href={callsPaths.api(call.code)}>JSON</a>
        </p>
        {isOurs ? <Publishable scdl={scdl} locale={shell.locale} t={t} /> : null}
      </section>
    </Page>
  )
}

interface PublishableProps {
  readonly scdl: WinnersPageProps['scdl']
  readonly locale: Locale
  readonly t: CallsWords
}

function Publishable({ scdl, locale, t }: PublishableProps) {
  return (
    <>
      <p>{t('winners.published', { count: scdl.published })}</p>
      {scdl.withheld.length > 0 ? (
        <div class="alert">
          <p>{t('winners.not_published')}</p>
          <ul>
            {scdl.withheld.map(({ name, publishBy }) => (
              <li>{t('winners.publish_by', { name, day: formatDay(publishBy, locale) })}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {scdl.remarked.length > 0 ? (
        <p class="muted">{t('winners.remarked', { names: scdl.remarked.join(', ') })}</p>
      ) : null}
    </>
  )
}

interface CardProps {
  readonly winner: WinnersPageProps['winners'][number]
  readonly code: string
  readonly isOurs: boolean
  readonly shell: Shell
  readonly t: CallsWords
}

function WinnerCard({ winner, code, isOurs, shell, t }: CardProps) {
  const { application, decision, agreement, state } = winner
  const report = agreement?.report
  const paid = sumOf((agreement?.instalments ?? []).map((each) => (each.paidOn ? each.cents : 0)))
  return (
    <section class="card" aria-labelledby={`laureat-${application.number}`}>
      <h2 id={`laureat-${application.number}`}>
        {isOurs ? (
          <a href={callsPaths.application(code, application.id)}>
            {typeset(application.title, shell.locale)}
          </a>
        ) : (
          typeset(application.title, shell.locale)
        )}
      </h2>
      <p>
        <strong>{formatEuros(decision.cents ?? 0, shell.locale)}</strong>, {application.applicantName}{' '}
        {state ? (
          <span class="badge">{t(`grant.${state}`)}</span>
        ) : (
          <span class="badge">{t('grant.decided')}</span>
        )}
      </p>
      <p>{typeset(application.dossier?.project.summary ?? '', shell.locale)}</p>
      <p class="muted">
        {t('winners.decided', { day: formatDay(decision.decidedOn, shell.locale) })}{' '}
        <a href={deliberationsPaths.show(winner.deliberationId)}>{winner.deliberation}</a>.{' '}
        {paid > 0 ? t('winners.paid', { paid: formatEuros(paid, shell.locale) }) : ''}
      </p>
      {report?.checkedOn ? (
        <blockquote>
          <p class="as-written">{typeset(report.outcome, shell.locale)}</p>
          <p class="muted">
            {t('winners.report', {
              people: formatNumber(report.people, shell.locale),
              hours: formatNumber(report.volunteerHours, shell.locale),
              spent: formatEuros(report.spentCents, shell.locale),
            })}
          </p>
        </blockquote>
      ) : null}
    </section>
  )
}
