import { formatEuros, formatEurosPlain, cents as toCents } from '#kernel/cents.ts'
import {
  type Deliberation,
  deliberationsPaths,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { answerText, lawPaths } from '#modules/steering/law/law.public.ts'
import {
  CheckField,
  type Choice,
  ErrorSummary,
  type FormState,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Application } from '../applications.rules.ts'
import type { AwardChecks } from '../award-checks.ts'
import { type Decision, decisionKinds, isGrant } from '../awards.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { sumOf } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import type { Interests } from '../interests.ts'
import type { Judged } from '../scenarios.actions.ts'
import { DocumentLinks } from './document-links.tsx'
import { byId } from './file-names.ts'
import { InterestedSection } from './interested-section.tsx'

export interface DecisionPageProps {
  readonly judged: Judged
  readonly applications: readonly Application[]
  readonly decisions: readonly Decision[]
  readonly interests: Interests
  readonly checks: readonly AwardChecks[]
  /** What the council decided by; null before. */
  readonly deliberation: Deliberation | null
  readonly deliberations: readonly Choice[]
  readonly hasAgreements: boolean
  readonly canDecide: boolean
  readonly state: FormState
}

export type DecisionPart = DecisionPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** From the jury's proposal to the council's decision: annex, law, interested members, then the record. */
export function DecisionPage(props: DecisionPageProps & { readonly shell: Shell }) {
  const { shell, judged, decisions, deliberation, canDecide, state } = props
  const { call, envelopes } = judged.offer
  const t = callsWords(shell.locale)
  const part = { ...props, t }
  const total = sumOf(decisions.map(({ cents }) => cents ?? 0))
  return (
    <Page shell={shell} title={t('decision.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('decision.title')}</h1>
      <p class="lead">
        {t('decision.lead', {
          count: decisions.filter(({ kind }) => isGrant(kind)).length,
          total: formatEuros(total, shell.locale),
          money: formatEuros(sumOf(envelopes.map(({ cents }) => cents)), shell.locale),
        })}
      </p>
      {deliberation ? (
        <p class="notice">
          {t('decision.by')}{' '}
          <a href={deliberationsPaths.show(deliberation.id)}>
            {deliberation.number} – {deliberation.subject}
          </a>
        </p>
      ) : null}
      <p>
        {t('decision.draft')}{' '}
        <DocumentLinks path={(format) => callsPaths.draftDeliberation(call.code, format)} />
      </p>
      {deliberation ? (
        <p>
          <a class="button-quiet" href={callsPaths.allLetters(call.code)}>
            {t('decision.all_letters')}
          </a>{' '}
          {props.hasAgreements ? (
            <a class="button-quiet" href={callsPaths.allAgreements(call.code)}>
              {t('decision.all_agreements')}
            </a>
          ) : null}
        </p>
      ) : null}
      <InterestedSection {...part} />
      <Law {...part} />
      <ErrorSummary state={state} locale={shell.locale} />
      {canDecide ? <Record {...part} /> : <Annex {...part} />}
    </Page>
  )
}

/** What the law says of each grant today; what is unfavourable comes first. */
function Law({ checks, applications, shell, t }: DecisionPart) {
  const names = byId(applications)
  const bad = new Set(['forbidden', 'warning'])
  const sorted = checks.toSorted(
    (a, b) =>
      Number(b.answers.some(({ status }) => bad.has(status))) -
      Number(a.answers.some(({ status }) => bad.has(status))),
  )
  return (
    <section aria-labelledby="droit">
      <h2 id="droit">{t('decision.law')}</h2>
      {checks.length === 0 ? <p class="empty">{t('decision.no_grant')}</p> : null}
      {sorted.map(({ applicationId, answers }) => {
        const isBad = answers.some(({ status }) => bad.has(status))
        return (
          <details open={isBad} class={isBad ? 'alert' : undefined}>
            <summary>
              {names.get(applicationId)?.number}. {names.get(applicationId)?.applicantName}
            </summary>
            <ul>
              {answers.map((answer) => (
                <li>
                  <a href={lawPaths.rule(answer.rule)}>{answer.rule}</a> {answerText(answer, shell.locale)}
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </section>
  )
}

function Record({ judged, applications, decisions, deliberations, state, shell, t }: DecisionPart) {
  const names = byId(applications)
  const values = {
    ...Object.fromEntries(
      decisions.flatMap((decision) => [
        [`decision_${decision.applicationId}`, decision.kind],
        [
          `montant_${decision.applicationId}`,
          decision.cents ? formatEurosPlain(toCents(decision.cents)) : '',
        ],
        [`motif_${decision.applicationId}`, decision.reasons],
      ]),
    ),
    ...state.values,
  }
  const filled = { values, errors: state.errors }
  return (
    <form method="post" action={callsPaths.decision(judged.offer.call.code)} noValidate>
      <SelectField
        name="deliberation"
        label={t('decision.deliberation')}
        hint={t('decision.deliberation_hint')}
        choices={deliberations}
        empty={t('decision.choose')}
        state={filled}
        required
      />
      {state.errors.risque === undefined ? null : (
        <CheckField name="risque" label={t('decision.knows_risk')} state={filled} />
      )}
      {decisions.map(({ applicationId }) => {
        const application = names.get(applicationId)
        return (
          <fieldset class="field-group">
            <legend>
              {application?.number}. {application?.title} – {application?.applicantName}
            </legend>
            <SelectField
              name={`decision_${applicationId}`}
              label={t('decision.verdict')}
              choices={decisionKinds.map((value) => ({ value, label: t(`status.${value}`) }))}
              state={filled}
            />
            <TextField
              name={`montant_${applicationId}`}
              label={t('decision.amount')}
              hint={t('decision.asked', {
                asked: formatEuros(application?.requestedCents ?? 0, shell.locale),
              })}
              inputMode="decimal"
              size="short"
              state={filled}
            />
            <TextArea name={`motif_${applicationId}`} label={t('decision.reasons')} rows={2} state={filled} />
          </fieldset>
        )
      })}
      <button class="button" type="submit">
        {t('decision.record')}
      </button>
    </form>
  )
}

/** The annex: amounts, and a reason for each refusal. */
function Annex({ judged, applications, decisions, shell, t }: DecisionPart) {
  const names = byId(applications)
  return (
    <TableScroll label={t('decision.annex')} stack>
      <table>
        <HiddenCaption>{t('decision.annex')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('received.project')}</th>
            <th scope="col">{t('decision.verdict')}</th>
            <th scope="col" class="number">
              {t('decision.amount')}
            </th>
            <th scope="col">{t('decision.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => {
            const application = names.get(decision.applicationId)
            return (
              <tr>
                <th scope="row">
                  <a href={callsPaths.application(judged.offer.call.code, decision.applicationId)}>
                    {application?.number}. {application?.title}
                  </a>
                  <br />
                  <span class="muted">{application?.applicantName}</span>
                </th>
                <td data-label={t('decision.verdict')}>{t(`status.${decision.kind}`)}</td>
                <td class="number" data-label={t('decision.amount')}>
                  {decision.cents ? formatEuros(decision.cents, shell.locale) : '–'}
                </td>
                <td data-label={t('decision.reasons')}>{decision.reasons}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
