import { formatEuros } from '#kernel/cents.ts'
import type { ActSubject } from '#modules/people/journal/journal.public.ts'
import type { Answer } from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { typeset } from '#web/typography.ts'
import { callsPaths } from '../calls.paths.ts'
import { type Offer, type OpeningFault, type Stage, sumOf } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { Question } from '../form.rules.ts'
import { StageBadge } from './list-page.tsx'
import { StaffPanel, type StaffRights } from './staff-panel.tsx'

export interface CallPageProps extends StaffRights {
  readonly offer: Offer
  readonly questions: readonly Question[]
  readonly stage: Stage
  readonly lacks: readonly OpeningFault[]
  readonly legal: Answer | null
  readonly measure: ActSubject | null
  readonly deliberation: ActSubject | null
  readonly state: FormState
}

/** All that is published of a call: what for, for whom, how files are judged, with which money, until when. */
export function CallPage(props: CallPageProps & { readonly shell: Shell }) {
  const { shell, offer, stage, state } = props
  const { call } = offer
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={call.title}>
      <article>
        <p class="crumb">
          <a href={callsPaths.list()}>{t('list.title')}</a>
        </p>
        <h1>{typeset(call.title, shell.locale)}</h1>
        <ErrorSummary state={state} locale={shell.locale} />
        <p>
          <StageBadge stage={stage} shell={shell} />{' '}
          <strong>
            {stage === 'coming'
              ? t('page.opens', { instant: formatInstant(call.opensAt, shell.locale) })
              : t('page.closes', { instant: formatInstant(call.closesAt, shell.locale) })}
          </strong>
        </p>
        <p class="lead">{typeset(call.summary, shell.locale)}</p>
        {stage === 'open' ? (
          <p>
            <a class="button" href={callsPaths.apply(call.code)}>
              {t('page.apply')}
            </a>
          </p>
        ) : null}
        {stage === 'decided' || stage === 'closed_out' ? (
          <p>
            <a class="button" href={callsPaths.winners(call.code)}>
              {t('winners.title')}
            </a>
          </p>
        ) : null}
        <StaffPanel {...props} />
        <Essentials {...props} t={t} />
        <Criteria {...props} t={t} />
        <section aria-labelledby="reglement">
          <h2 id="reglement">{t('page.rules')}</h2>
          <p class="as-written">{typeset(call.rulesText, shell.locale)}</p>
        </section>
        <Asked {...props} t={t} />
      </article>
    </Page>
  )
}

type Part = CallPageProps & { readonly shell: Shell; readonly t: CallsWords }

function Essentials({ offer, measure, deliberation, legal, shell, t }: Part) {
  const { call, envelopes } = offer
  return (
    <dl class="facts">
      <div>
        <dt>{t('page.money')}</dt>
        <dd>
          <strong>{formatEuros(sumOf(envelopes.map(({ cents }) => cents)), shell.locale)}</strong>
          {envelopes.length > 1 ? (
            <span class="muted">
              {envelopes
                .map(({ label, cents }) => `${label} : ${formatEuros(cents, shell.locale)}`)
                .join(' ; ')}
            </span>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>{t('page.who')}</dt>
        <dd>{call.applicants.map((kind) => t(`kind.${kind}`)).join(', ')}</dd>
      </div>
      <div>
        <dt>{t('page.answer_on')}</dt>
        <dd>{formatDay(call.answerOn, shell.locale)}</dd>
      </div>
      <div>
        <dt>{t('page.instalments')}</dt>
        <dd>
          {call.instalments.length === 1
            ? t('page.paid_once')
            : t('page.paid_in_parts', { parts: call.instalments.map((share) => `${share} %`).join(' + ') })}
        </dd>
      </div>
      <div>
        <dt>{t('page.engagement')}</dt>
        <dd>{t(`engagement.${call.engagement}`)}</dd>
      </div>
      <div>
        <dt>{t('page.legal_basis')}</dt>
        <dd>
          {call.legalBasis}
          {legal ? (
            <span class="muted">{t(`law.${legal.status === 'allowed' ? 'grant' : 'contract'}`)}</span>
          ) : null}
        </dd>
      </div>
      {deliberation?.href ? (
        <div>
          <dt>{t('page.deliberation')}</dt>
          <dd>
            <a href={deliberation.href}>{deliberation.label}</a>
          </dd>
        </div>
      ) : null}
      {measure?.href ? (
        <div>
          <dt>{t('page.measure')}</dt>
          <dd>
            <a href={measure.href}>{measure.label}</a>
          </dd>
        </div>
      ) : null}
      {call.contact === '' ? null : (
        <div>
          <dt>{t('page.contact')}</dt>
          <dd>{call.contact}</dd>
        </div>
      )}
    </dl>
  )
}

function Criteria({ offer, shell, t }: Part) {
  const { call, criteria, jurors } = offer
  return (
    <section aria-labelledby="criteres">
      <h2 id="criteres">{t('page.criteria')}</h2>
      {criteria.length === 0 ? (
        <p class="empty">{t('page.no_criteria')}</p>
      ) : (
        <TableScroll label={t('page.criteria')} stack>
          <table>
            <HiddenCaption>{t('page.criteria')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('grid.criterion')}</th>
                <th scope="col" class="number">
                  {t('grid.weight')}
                </th>
                <th scope="col">{t('grid.scale')}</th>
              </tr>
            </thead>
            <tbody>
              {criteria.map((criterion) => (
                <tr>
                  <th scope="row">{typeset(criterion.label, shell.locale)}</th>
                  <td class="number" data-label={t('grid.weight')}>
                    {criterion.weight} %
                  </td>
                  <td data-label={t('grid.scale')}>
                    {t('page.out_of', { highest: criterion.highest })}{' '}
                    {typeset(criterion.scale, shell.locale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <p>
        {t('page.jury', { count: jurors.length })}{' '}
        {call.readersPerFile === null
          ? t('page.all_read')
          : t('page.some_read', { count: call.readersPerFile })}{' '}
        {t(`tie.${call.tieRule}_text`)}
      </p>
    </section>
  )
}

function Asked({ questions, t }: Part) {
  if (questions.length === 0) return null
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{t('page.questions')}</h2>
      <p>{t('page.questions_lead')}</p>
      <ul>
        {questions
          .filter(({ block }) => block === null)
          .map((question) => (
            <li>
              {question.label} <span class="muted">({t(`question.${question.kind}`)})</span>
            </li>
          ))}
      </ul>
    </section>
  )
}
