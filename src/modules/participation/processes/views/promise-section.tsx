import {
  type CommitmentState,
  commitmentsPaths,
} from '#modules/participation/commitments/commitments.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process, PromisePoint } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import type { PointAnswer } from '../promise.rules.ts'

export interface PromiseSectionProps {
  readonly process: Process
  readonly answers: readonly PointAnswer[]
  /** Where each point stands as a commitment, by its identity; none before the signature. */
  readonly states: ReadonlyMap<string, CommitmentState>
  /** Points that this person may say are kept. */
  readonly canKeep: boolean
  readonly shell: Shell
}

/** What the town does with contributions, point by point, and in the end what became of each. */
export function PromiseSection(props: PromiseSectionProps) {
  const { process, shell } = props
  const t = processesWords(shell.locale)
  const promised = process.points.filter(({ kind }) => kind === 'promise')
  const outside = process.points.filter(({ kind }) => kind === 'out_of_scope')
  return (
    <section aria-labelledby="promesse">
      <h2 id="promesse">{t('promise.title')}</h2>
      <p>
        <strong>{t(`engagement.${process.engagement}`)}.</strong>{' '}
        {t(`engagement.${process.engagement}.means`)}
      </p>
      {process.signedOn === null ? null : (
        <p class="muted">{t('promise.signed', { day: formatDay(process.signedOn, shell.locale) })}</p>
      )}
      {promised.length === 0 ? <p class="empty">{t('promise.none')}</p> : null}
      <ul class="stack">
        {promised.map((point) => (
          <Point point={point} {...props} t={t} />
        ))}
      </ul>
      {process.decidedOn === null ? null : (
        <p>
          {t('promise.decided', {
            day: formatDay(process.decidedOn, shell.locale),
            decider: process.deciderName,
          })}
        </p>
      )}
      {outside.length === 0 ? null : (
        <>
          <h3>{t('promise.out_of_scope')}</h3>
          <ul>
            {outside.map(({ statement }) => (
              <li>{typeset(statement, shell.locale)}</li>
            ))}
          </ul>
        </>
      )}
      {process.signedOn === null ? null : (
        <p>
          <a href={commitmentsPaths.list({ demarche: process.slug })}>{t('promise.commitments')}</a>
        </p>
      )}
    </section>
  )
}

/** Colours of the states, as everywhere. */
const looks: Readonly<Record<CommitmentState, string>> = {
  late: 'late',
  due: 'pending',
  delivered: 'met',
  delivered_late: 'met',
  cancelled: 'unmet',
}
const outcomeLooks = { kept: 'met', partly: 'pending', not_kept: 'unmet' } as const

function Point({
  point,
  process,
  answers,
  states,
  canKeep,
  shell,
  t,
}: PromiseSectionProps & { readonly point: PromisePoint; readonly t: ProcessesWords }) {
  const answer = answers.find(({ pointId }) => pointId === point.id)
  const state = states.get(point.id)
  return (
    <li class="card">
      <p>
        {typeset(point.statement, shell.locale)}{' '}
        {answer ? (
          <span class="badge" data-state={outcomeLooks[answer.outcome]}>
            {t(`outcome.${answer.outcome}`)}
          </span>
        ) : state ? (
          <span class="badge" data-state={looks[state]}>
            {t(`commitment.${state}`)}
          </span>
        ) : null}
      </p>
      <p class="muted">
        {point.dueOn === null
          ? point.responsible
          : t('promise.who_when', { who: point.responsible, day: formatDay(point.dueOn, shell.locale) })}
      </p>
      {answer ? <p class="typed">{typeset(answer.reason, shell.locale)}</p> : null}
      {canKeep && (state === 'due' || state === 'late') ? (
        <KeptForm slug={process.slug} pointId={point.id} isLate={state === 'late'} t={t} />
      ) : null}
    </li>
  )
}

/** One press when it is in time; the reason too when it is late. */
function KeptForm({
  slug,
  pointId,
  isLate,
  t,
}: {
  readonly slug: string
  readonly pointId: string
  readonly isLate: boolean
  readonly t: ProcessesWords
}) {
  return (
    <form method="post" action={processesPaths.kept(slug, pointId)} class="field-columns">
      {isLate ? (
        <div class="field">
          <label for={`motif-${pointId}`}>{t('promise.late_reason')}</label>
          <input id={`motif-${pointId}`} name="motif" type="text" required />
        </div>
      ) : null}
      <p>
        <button class="button-quiet" type="submit">
          {t('promise.keep')}
        </button>
      </p>
    </form>
  )
}
