import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, RadioField, TextArea, TextField } from '#web/form.tsx'
import { formatDay, formatInstant, formatSecond } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { KeptEvent } from '../applications.queries.ts'
import type { Application, Dossier, KeptFile, PieceRequest } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { ApplicationBadge } from './application-badge.tsx'
import { DocumentLinks } from './document-links.tsx'
import { DossierSection } from './dossier-section.tsx'
import { GrantSection, type GrantSectionProps } from './grant-section.tsx'
import { FileLink } from './question-fields.tsx'

export interface ReceivedPageProps {
  readonly call: Call
  readonly application: Application & { readonly receivedAt: Date; readonly dossier: Dossier }
  readonly files: readonly KeptFile[]
  readonly requests: readonly PieceRequest[]
  readonly events: readonly KeptEvent[]
  /** Day on which silence is a refusal. */
  readonly refusedOn: CalendarDate | null
  readonly isOwn: boolean
  readonly canWithdraw: boolean
  readonly canAssess: boolean
  /** What follows the council's decision; null before. */
  readonly grant: Omit<GrantSectionProps, 'shell'> | null
  readonly state: FormState
}

type Part = ReceivedPageProps & { readonly shell: Shell; readonly t: CallsWords }

/** An application that was received: its acknowledgement for those who sent it, its assessment for the services. */
export function ReceivedPage(props: ReceivedPageProps & { readonly shell: Shell }) {
  const { shell, call, application, files, isOwn, canAssess, state } = props
  const t = callsWords(shell.locale)
  const part = { ...props, t }
  return (
    <Page shell={shell} title={application.title}>
      <p class="crumb">
        <a href={isOwn ? callsPaths.mine() : callsPaths.received(call.code)}>
          {isOwn ? t('mine.title') : t('received.title')}
        </a>
      </p>
      <h1>{typeset(application.title, shell.locale)}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <ApplicationBadge status={application.status} shell={shell} />{' '}
        {t('receipt.number', { number: application.number ?? 0, call: call.title })}
      </p>
      {application.reasons === '' ? null : (
        <blockquote class="as-written">
          <strong>{t('receipt.reasons')}</strong> {application.reasons}
        </blockquote>
      )}
      {props.grant ? <GrantSection {...props.grant} shell={shell} /> : null}
      <Receipt {...part} />
      <Requests {...part} />
      {canAssess ? <Assessment {...part} /> : null}
      <h2>{t('dossier.title')}</h2>
      <DossierSection dossier={application.dossier} shell={shell} />
      {files.length === 0 ? null : (
        <section aria-labelledby="fichiers">
          <h2 id="fichiers">{t('files.title')}</h2>
          <ul>
            {files.map((file) => (
              <li>
                <FileLink file={file} href={callsPaths.file(call.code, application.id, file.id)} t={t} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <History {...part} />
    </Page>
  )
}

/** The acknowledgement (CRPA R112-5): number, instant, day of implicit refusal, remedies. */
function Receipt({ application, refusedOn, isOwn, canWithdraw, call, shell, t }: Part) {
  return (
    <section class="card" aria-labelledby="accuse">
      <h2 id="accuse">{t('receipt.title')}</h2>
      <p>{t('receipt.received', { instant: formatSecond(application.receivedAt, shell.locale) })}</p>
      {refusedOn && ['submitted', 'eligible'].includes(application.status) ? (
        <p>{t('receipt.silence', { day: formatDay(refusedOn, shell.locale) })}</p>
      ) : null}
      {isOwn ? <p class="muted">{t('receipt.remedies')}</p> : null}
      <p>
        {t('receipt.paper')}{' '}
        <DocumentLinks
          path={(format) => callsPaths.document(call.code, application.id, 'accuse-de-reception', format)}
        />
      </p>
      {canWithdraw ? (
        <form method="post" action={callsPaths.withdrawal(call.code, application.id)}>
          <button class="button-quiet" type="submit">
            {t(
              application.status === 'submitted' || application.status === 'eligible'
                ? 'receipt.withdraw'
                : 'receipt.renounce',
            )}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Requests({ requests, isOwn, call, application, state, shell, t }: Part) {
  if (requests.length === 0) return null
  const open = requests.find(({ answeredOn }) => answeredOn === null)
  return (
    <section class={open ? 'alert' : 'card'} aria-labelledby="demandes">
      <h2 id="demandes">{t('pieces.title')}</h2>
      <p>
        {t('pieces.paper')}{' '}
        <DocumentLinks
          path={(format) => callsPaths.document(call.code, application.id, 'demande-de-pieces', format)}
        />
      </p>
      <ul>
        {requests.map((request) => (
          <li>
            <p class="as-written">{request.items}</p>
            <p class="muted">
              {request.answeredOn
                ? t('pieces.answered', {
                    asked: formatDay(request.askedOn, shell.locale),
                    answered: formatDay(request.answeredOn, shell.locale),
                  })
                : t('pieces.waiting', {
                    asked: formatDay(request.askedOn, shell.locale),
                    by: formatDay(request.answerBy, shell.locale),
                  })}
            </p>
            {request.answer === '' ? null : <p class="as-written">{request.answer}</p>}
          </li>
        ))}
      </ul>
      {open && isOwn ? (
        <form
          method="post"
          action={callsPaths.answer(call.code, application.id)}
          encType="multipart/form-data"
          noValidate
        >
          <TextArea name="reponse" label={t('pieces.answer')} state={state} />
          <div class="field">
            <label for="fichiers-pieces">{t('pieces.files')}</label>
            <p class="field-hint" id="fichiers-pieces-hint">
              {t('draft.file_hint')}
            </p>
            <input
              id="fichiers-pieces"
              name="fichiers"
              type="file"
              multiple
              aria-describedby="fichiers-pieces-hint"
            />
          </div>
          <button class="button" type="submit">
            {t('pieces.send')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Assessment({ call, application, state, t }: Part) {
  return (
    <section class="card" aria-labelledby="instruction">
      <h2 id="instruction">{t('assess.title')}</h2>
      <form method="post" action={callsPaths.eligibility(call.code, application.id)} noValidate>
        <RadioField
          name="avis"
          label={t('assess.verdict')}
          state={state}
          choices={[
            { value: 'eligible', label: t('assess.eligible') },
            { value: 'ineligible', label: t('assess.ineligible') },
          ]}
        />
        <TextArea
          name="motif"
          label={t('assess.reasons')}
          hint={t('assess.reasons_hint')}
          rows={3}
          state={state}
        />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
      <details>
        <summary>{t('assess.ask')}</summary>
        <form method="post" action={callsPaths.pieces(call.code, application.id)} noValidate>
          <TextArea
            name="pieces"
            label={t('assess.items')}
            hint={t('assess.items_hint')}
            rows={3}
            state={state}
          />
          <TextField
            name="avant"
            label={t('assess.answer_by')}
            hint={t('assess.answer_by_hint')}
            type="date"
            size="short"
            state={state}
          />
          <button class="button-quiet" type="submit">
            {t('assess.send')}
          </button>
        </form>
      </details>
    </section>
  )
}

const knownEvents = [
  'started',
  'submitted',
  'withdrawn',
  'renounced',
  'invited',
  'joined',
  'transferred',
  'pieces_asked',
  'pieces_sent',
  'eligible',
  'ineligible',
  'granted',
  'granted_on_condition',
  'waiting',
  'refused',
  'agreement',
  'signed',
  'notified',
  'condition_met',
  'scanned',
  'ordered',
  'paid',
  'report',
  'checked',
  'reimbursement',
  'repaid',
  'finished',
] as const

function History({ events, shell, t }: Part) {
  return (
    <section aria-labelledby="histoire">
      <h2 id="histoire">{t('history.title')}</h2>
      <ol class="timeline">
        {events.map((event) => {
          const known = knownEvents.find((name) => name === event.event)
          return (
            <li>
              <span class="timeline-act">{known ? t(`event.${known}`) : event.event}</span>
              <p>
                {formatInstant(event.at, shell.locale)}, {event.actorName}
                {event.note === '' ? '' : ` : ${event.note}`}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
