import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Review } from '../reviews.queries.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { LevelsTable } from './levels-table.tsx'
import { OutcomesSection, type PartyOutcomes } from './outcomes-section.tsx'
import { Fact, type InShell, partyName, ServicePage } from './pieces.tsx'

export interface ResultPageProps {
  readonly file: ServiceFile
  readonly party: Party
  readonly year: number
  readonly state: FormState
}

export function ResultPage({ shell, file, party, year, state }: ResultPageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage
      shell={shell}
      service={file.service}
      title={t('result.title', { name: partyName(party, t), year })}
      width="reading"
    >
      <p class="lead">{t('result.lead')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.result(file.service.code, year, party.reference)}>
        <input type="hidden" name="vu" value={state.values.vu} />
        <TextField
          name="cout_propre"
          label={t('field.own_cost', { year })}
          hint={t('field.own_cost_hint')}
          inputMode="decimal"
          size="short"
          state={state}
          required
        />
        <TextField
          name="qualite"
          label={t('field.quality')}
          hint={t('field.quality_hint')}
          inputMode="decimal"
          size="short"
          state={state}
        />
        <TextField name="delai" label={t('field.delay')} inputMode="decimal" size="short" state={state} />
        <TextField
          name="source"
          label={t('field.source')}
          hint={t('field.source_hint')}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </ServicePage>
  )
}

export interface ReviewPageProps {
  readonly file: ServiceFile
  readonly year: number
  readonly review: Review | null
  /** Parties that have not said their year yet. */
  readonly awaited: readonly Party[]
  readonly outcomes: readonly PartyOutcomes[]
  readonly canReview: boolean
  readonly isOfTheTown: boolean
  readonly writable: ReadonlySet<string>
  readonly state: FormState
}

export function ReviewPage(props: ReviewPageProps & InShell) {
  const { shell, file, year, review, awaited, canReview, state } = props
  const t = sharedServicesWords(shell.locale)
  const { code, baselineYear } = file.service
  return (
    <ServicePage shell={shell} service={file.service} title={t('review.title', { year })}>
      {review ? (
        <>
          <dl class="facts">
            <Fact term={t('review.by')}>
              {t('statement.issued_text', {
                name: review.reviewedByName,
                day: formatDay(review.reviewedOn, shell.locale),
              })}
            </Fact>
            <Fact term={t('field.wage_index', { year, base: baselineYear })}>
              {formatNumber(review.wageIndex, shell.locale)}
              <span class="muted">{review.indexSource}</span>
            </Fact>
          </dl>
          <h2>{t('field.conclusion')}</h2>
          <p class="as-written">{review.conclusion}</p>
          <LevelsTable shell={shell} file={file} years={[year]} />
          <OutcomesSection
            file={file}
            outcomes={props.outcomes}
            isOfTheTown={props.isOfTheTown}
            writable={props.writable}
            shell={shell}
          />
        </>
      ) : (
        <>
          <p class="lead">{t('review.lead')}</p>
          <LevelsTable shell={shell} file={file} years={[year]} />
          {awaited.length > 0 ? (
            <div class="alert">
              <p>{t('review.awaited')}</p>
              <ul>
                {awaited.map((party) => (
                  <li>
                    {props.writable.has(party.id) ? (
                      <a href={paths.result(code, year, party.reference)}>{partyName(party, t)}</a>
                    ) : (
                      partyName(party, t)
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {canReview && awaited.length === 0 ? (
            <>
              <ErrorSummary state={state} locale={shell.locale} />
              <form method="post" action={paths.review(code, year)}>
                <TextField
                  name="indice"
                  label={t('field.wage_index', { year, base: baselineYear })}
                  hint={t('field.wage_index_hint')}
                  inputMode="decimal"
                  size="short"
                  state={state}
                  required
                />
                <TextField name="source_indice" label={t('field.index_source')} state={state} required />
                <TextArea
                  name="conclusion"
                  label={t('field.conclusion')}
                  hint={t('field.conclusion_hint')}
                  state={state}
                  required
                />
                <button class="button" type="submit">
                  {t('review.do', { year })}
                </button>
              </form>
            </>
          ) : null}
        </>
      )}
    </ServicePage>
  )
}
