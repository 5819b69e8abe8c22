import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Correction } from '../corrections.queries.ts'
import type { NextStep } from '../next-steps.queries.ts'
import type { Officer } from '../officers.queries.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import { NextSteps } from './next-steps-section.tsx'

export interface QueueProps {
  readonly claims: readonly (Officer & { readonly askedAt: Date })[]
  readonly corrections: readonly Correction[]
  readonly steps: readonly NextStep[]
  readonly today: CalendarDate
  readonly state: FormState
}

/** What waits for a person of the town. */
export function QueuePage(props: QueueProps & { shell: Shell }) {
  const { shell, claims, corrections, state } = props
  const t = organisationsWords(shell.locale)
  return (
    <Page shell={shell} title={t('queue.title')}>
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('queue.title')}</h1>
      {Object.keys(state.errors).length > 0 ? <ErrorSummary state={state} locale={shell.locale} /> : null}
      <h2>{t('queue.claims')}</h2>
      {claims.length === 0 ? <p class="empty">{t('queue.no_claim')}</p> : null}
      {claims.map((claim) => (
        <article class="card">
          <h3>
            <a href={organisationsPaths.show(claim.organisationId)}>{claim.organisationName}</a>
          </h3>
          <p>
            {t('queue.claim', {
              name: claim.name,
              capacity: claim.capacity || '–',
              email: claim.email,
              when: formatInstant(claim.askedAt, shell.locale),
            })}
          </p>
          <Decision
            t={t}
            action={organisationsPaths.claimDecision(claim.id)}
            id={claim.id}
            subject={`${claim.name}, ${claim.organisationName}`}
            yes={t('queue.accept')}
            no={t('queue.refuse')}
          />
        </article>
      ))}
      <h2>{t('queue.corrections')}</h2>
      {corrections.length === 0 ? <p class="empty">{t('queue.no_correction')}</p> : null}
      {corrections.map((correction) => (
        <article class="card">
          <h3>
            <a href={organisationsPaths.show(correction.organisationId)}>{correction.organisationName}</a>
          </h3>
          <CorrectionText correction={correction} t={t} />
          <p class="muted">
            {formatInstant(correction.sentAt, shell.locale)} {correction.email}
          </p>
          <CorrectionDecision correction={correction} t={t} />
        </article>
      ))}
      <NextSteps shell={shell} steps={props.steps} today={props.today} />
    </Page>
  )
}

export function CorrectionText({ correction, t }: { correction: Correction; t: OrganisationsWords }) {
  return (
    <>
      <p>
        <strong>{t(`field.${correction.field}`)}</strong>
      </p>
      <p class="as-written">{correction.proposed}</p>
      {correction.remark ? <p class="as-written muted">{correction.remark}</p> : null}
    </>
  )
}

export function CorrectionDecision({ correction, t }: { correction: Correction; t: OrganisationsWords }) {
  return (
    <Decision
      t={t}
      action={organisationsPaths.correctionDecision(correction.id)}
      id={correction.id}
      subject={`${t(`field.${correction.field}`)}, ${correction.organisationName}`}
      yes={t('queue.apply')}
      no={t('queue.set_aside')}
    />
  )
}

function Decision({
  t,
  action,
  id,
  subject,
  yes,
  no,
}: {
  t: OrganisationsWords
  action: string
  id: string
  subject: string
  yes: string
  no: string
}) {
  return (
    <form method="post" action={action}>
      <div class="field">
        <label for={`motif-${id}`}>
          {t('queue.reason')} <span class="hidden-text">{subject}</span>
        </label>
        <input id={`motif-${id}`} name="motif" type="text" />
      </div>
      <button class="button" type="submit" name="decision" value="oui" aria-label={`${yes} : ${subject}`}>
        {yes}
      </button>{' '}
      <button
        class="button-quiet"
        type="submit"
        name="decision"
        value="non"
        aria-label={`${no} : ${subject}`}
      >
        {no}
      </button>
    </form>
  )
}
