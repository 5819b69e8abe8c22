import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { Application, KeptFile } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call, Offer } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { FullReview } from '../jury.queries.ts'
import { toNumber, weightedMark } from '../ranking.rules.ts'
import { DossierSection } from './dossier-section.tsx'
import { FileLink } from './question-fields.tsx'

export interface ReviewPageProps {
  readonly call: Call
  readonly offer: Offer
  readonly application: Application
  readonly files: readonly KeptFile[]
  readonly hasSubmitted: boolean
  /** Marks of the others; none before one's own are in. */
  readonly others: readonly FullReview[]
  readonly state: FormState
}

type Part = ReviewPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** A juror's page of one file: the file, the grid with its scales, and afterwards what the others found. */
export function ReviewPage(props: ReviewPageProps & { readonly shell: Shell }) {
  const { shell, call, application, files, hasSubmitted } = props
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={application.title}>
      <p class="crumb">
        <a href={callsPaths.jury(call.code)}>{t('jury.title')}</a>
      </p>
      <h1>{typeset(application.title, shell.locale)}</h1>
      {application.dossier ? <DossierSection dossier={application.dossier} shell={shell} /> : null}
      {files.length === 0 ? null : (
        <ul>
          {files.map((file) => (
            <li>
              <FileLink
                file={file}
                href={callsPaths.reviewFile(call.code, application.number ?? 0, file.id)}
                t={t}
              />
            </li>
          ))}
        </ul>
      )}
      {hasSubmitted ? <Given {...props} t={t} /> : <Grid {...props} t={t} />}
    </Page>
  )
}

function Grid({ call, offer, application, state, shell, t }: Part) {
  return (
    <section class="card" aria-labelledby="notes">
      <h2 id="notes">{t('review.title')}</h2>
      <p>{t('review.blind')}</p>
      <form method="post" action={callsPaths.review(call.code, application.number ?? 0)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        {offer.criteria.map((criterion) => (
          <fieldset class="field-group">
            <legend>
              {criterion.label} ({criterion.weight} %)
            </legend>
            <TextField
              name={`note_${criterion.number}`}
              label={t('review.mark', { highest: criterion.highest })}
              hint={criterion.scale}
              inputMode="numeric"
              size="short"
              state={state}
            />
            <TextArea name={`dire_${criterion.number}`} label={t('review.why')} rows={2} state={state} />
          </fieldset>
        ))}
        <TextArea name="avis" label={t('review.comment')} rows={3} state={state} />
        <p>
          <button class="button-quiet" type="submit" name="suite" value="garder">
            {t('review.keep')}
          </button>{' '}
          <button class="button" type="submit" name="suite" value="rendre">
            {t('review.submit')}
          </button>
        </p>
      </form>
    </section>
  )
}

function Given({ offer, state, others, shell, t }: Part) {
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{t('review.given')}</h2>
      <p class="notice">{t('review.given_note')}</p>
      <dl class="facts">
        {offer.criteria.map((criterion) => (
          <div>
            <dt>{criterion.label}</dt>
            <dd>
              {state.values[`note_${criterion.number}`]} / {criterion.highest}
              <span class="muted">{state.values[`dire_${criterion.number}`]}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('review.others')}</h3>
      {others.length === 0 ? <p class="empty">{t('review.no_others')}</p> : null}
      <ul>
        {others.map((review) => (
          <li>
            <strong>
              {review.juror} :{' '}
              {formatNumber(toNumber(weightedMark(offer.criteria, review.marks)), shell.locale, 2)} / 10
            </strong>
            <ul>
              {review.scores.map(({ criterion, mark, comment }) => (
                <li>
                  {offer.criteria.find(({ number }) => number === criterion)?.label} : {mark}
                  {comment === '' ? '' : ` – ${comment}`}
                </li>
              ))}
            </ul>
            {review.comment === '' ? null : <p class="as-written">{review.comment}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
