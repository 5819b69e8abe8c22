import { ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Offer, Stage } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { Review } from '../jury.queries.ts'
import { byId } from './file-names.ts'
import { StageBadge } from './list-page.tsx'

export interface JuryPageProps {
  readonly offer: Offer
  readonly stage: Stage
  readonly applications: readonly Application[]
  readonly reviews: readonly Review[]
  /** Account of the juror who looks; null for those who organise. */
  readonly me: string | null
  readonly isChair: boolean
  readonly isComplete: boolean
  readonly thin: readonly string[]
  readonly canGather: boolean
  readonly state: FormState
}

type Part = JuryPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** How far the jury is: each juror's own files, and the progress of all, without a mark. */
export function JuryPage(props: JuryPageProps & { readonly shell: Shell }) {
  const { shell, offer, stage, state, isComplete } = props
  const { call } = offer
  const t = callsWords(shell.locale)
  const part = { ...props, t }
  return (
    <Page shell={shell} title={t('jury.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('jury.title')}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <StageBadge stage={stage} shell={shell} />
      </p>
      {stage === 'closed' ? <Gathering {...part} /> : null}
      {stage === 'open' || stage === 'coming' ? <p class="empty">{t('jury.not_yet')}</p> : null}
      <Mine {...part} />
      {props.thin.length > 0 && call.status === 'jury' ? <Thin {...part} /> : null}
      {isComplete && call.status !== 'open' ? (
        <p class="notice">
          {t('jury.complete')} <a href={callsPaths.ranking(call.code)}>{t('ranking.title')}</a>
        </p>
      ) : null}
      {props.reviews.length > 0 ? <Progress {...part} /> : null}
      {props.isChair && call.status === 'jury' ? <Reopening {...part} /> : null}
    </Page>
  )
}

function Gathering({ offer, applications, canGather, t }: Part) {
  const left = applications.filter(({ status }) => status === 'submitted').length
  const eligible = applications.filter(({ status }) => status === 'eligible').length
  if (left > 0)
    return (
      <p class="alert">
        {t('jury.to_assess', { count: left })}{' '}
        <a href={callsPaths.received(offer.call.code)}>{t('received.title')}</a>
      </p>
    )
  if (!canGather) return <p class="empty">{t('jury.waits')}</p>
  return (
    <form method="post" action={callsPaths.gathering(offer.call.code)}>
      <p>{t('jury.gather_note', { count: eligible })}</p>
      <button class="button" type="submit">
        {t('jury.gather')}
      </button>
    </form>
  )
}

/** What the juror reads next: links first. */
function Mine({ me, reviews, applications, offer, t }: Part) {
  if (me === null || offer.call.status === 'open') return null
  const own = reviews.filter(({ accountId }) => accountId === me)
  const undeclared = own.some(({ declaredAt }) => declaredAt === null)
  const names = byId(applications)
  if (offer.call.status === 'jury' && undeclared)
    return (
      <section class="card">
        <p>{t('jury.declare_first', { count: own.length })}</p>
        <p>
          <a class="button" href={callsPaths.links(offer.call.code)}>
            {t('jury.declare')}
          </a>
        </p>
      </section>
    )
  return (
    <section aria-labelledby="mes-dossiers">
      <h2 id="mes-dossiers">{t('jury.mine')}</h2>
      <p>
        {t('jury.mine_done', {
          done: own.filter(({ state }) => state === 'submitted').length,
          all: own.filter(({ state }) => state !== 'recused').length,
        })}{' '}
        {offer.call.status === 'jury' ? (
          <a href={callsPaths.links(offer.call.code)}>{t('jury.declare_more')}</a>
        ) : null}
      </p>
      <ul class="rows">
        {own.map((review) => {
          const application = names.get(review.applicationId)
          const label = `${application?.number ?? ''}. ${application?.title ?? ''}`
          return (
            <li>
              <p>
                {review.state === 'recused' || offer.call.status !== 'jury' ? (
                  label
                ) : (
                  <a href={callsPaths.review(offer.call.code, application?.number ?? 0)}>{label}</a>
                )}
              </p>
              <span class="badge" data-state={review.state === 'submitted' ? 'met' : undefined}>
                {t(`review.${review.state}`)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Thin({ thin, applications, t }: Part) {
  const names = byId(applications)
  return (
    <details class="alert">
      <summary>{t('jury.thin', { count: thin.length })}</summary>
      <ul>
        {thin.map((id) => (
          <li>
            {names.get(id)?.number}. {names.get(id)?.title}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Progress({ offer, reviews, t }: Part) {
  return (
    <TableScroll label={t('jury.progress')}>
      <table>
        <HiddenCaption>{t('jury.progress')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('jury.juror')}</th>
            <th scope="col" class="number">
              {t('jury.files')}
            </th>
            <th scope="col" class="number">
              {t('review.recused')}
            </th>
            <th scope="col" class="number">
              {t('review.submitted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {offer.jurors.map((juror) => {
            const own = reviews.filter(({ accountId }) => accountId === juror.accountId)
            const count = (state: string) => own.filter((review) => review.state === state).length
            return (
              <tr>
                <th scope="row">
                  {juror.name} {juror.isChair ? <span class="badge">{t('jury.chair')}</span> : null}
                </th>
                <td class="number">{own.length}</td>
                <td class="number">{count('recused')}</td>
                <td class="number">{count('submitted')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** The chair opens marks again, one juror and one file at a time, and says why. */
function Reopening({ offer, applications, reviews, state, t }: Part) {
  const names = byId(applications)
  const submitted = reviews.filter((review) => review.state === 'submitted')
  const numbers = [...new Set(submitted.map(({ applicationId }) => applicationId))]
  if (numbers.length === 0) return null
  return (
    <section aria-labelledby="reouvrir">
      <h2 id="reouvrir">{t('jury.reopen')}</h2>
      <p>{t('jury.reopen_lead')}</p>
      {numbers.map((id) => {
        const application = names.get(id)
        const given = submitted.filter(({ applicationId }) => applicationId === id)
        const choices = offer.jurors
          .filter(({ accountId }) => given.some((review) => review.accountId === accountId))
          .map(({ accountId, name }) => ({ value: accountId, label: name }))
        return (
          <details open={state.errors[`motif_${application?.number}`] !== undefined}>
            <summary>
              {application?.number}. {application?.title}
            </summary>
            <form
              method="post"
              action={callsPaths.reopening(offer.call.code, application?.number ?? 0)}
              noValidate
            >
              {/* One form a file on the same page: each field has a name, and an identity, of its own. */}
              <SelectField
                name={`jure_${application?.number}`}
                label={t('jury.juror')}
                choices={choices}
                state={state}
              />
              <TextField name={`motif_${application?.number}`} label={t('jury.reason')} state={state} />
              <button class="button-quiet" type="submit">
                {t('jury.reopen')}
              </button>
            </form>
          </details>
        )
      })}
    </section>
  )
}
