import type { ComponentChildren } from 'preact'
import { ErrorSummary, type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation, Party } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { SharedWork } from '../work.queries.ts'
import type { WorkForm } from '../work-forms.ts'
import { PartPage } from './part-page.tsx'

export interface WorkPageProps {
  readonly cooperation: Cooperation
  /** Those of today, each of which a task may wait for. */
  readonly parties: readonly Party[]
  readonly work: SharedWork
  readonly canWrite: boolean
  /** Parties whose tasks the person may end. */
  readonly mayEnd: ReadonlySet<string>
  /** What each form holds; its key makes the same post twice one line. */
  readonly states: Readonly<Record<WorkForm, FormState>>
}

type Inner = WorkPageProps & { readonly shell: Shell; readonly t: CooperationsWords }

/** What the parties do together from day to day. */
export function WorkPage(props: WorkPageProps & { readonly shell: Shell }) {
  const { cooperation, shell } = props
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t('work.title')} lead={t('work.lead')}>
      {cooperation.sharedOn === null ? <p class="alert">{t('work.not_shared')}</p> : null}
      <Tasks {...props} t={t} />
      <Meetings {...props} t={t} />
      <Decisions {...props} t={t} />
    </PartPage>
  )
}

function Tasks({ cooperation, parties, work, mayEnd, canWrite, states, shell, t }: Inner) {
  const nameOf = (partyId: string) => cooperation.parties.find(({ id }) => id === partyId)?.name ?? ''
  return (
    <section aria-labelledby="taches">
      <h2 id="taches">{t('work.tasks')}</h2>
      {work.tasks.length === 0 ? <p class="empty">{t('work.no_tasks')}</p> : null}
      <ul class="rows">
        {work.tasks.map((task) => (
          <li>
            <p>
              {typeset(task.label, shell.locale)}
              <span class="sub">
                {nameOf(task.partyId)} ·{' '}
                {task.doneOn
                  ? t('work.done_on', { day: formatDay(task.doneOn, shell.locale) })
                  : t('work.due', { day: formatDay(task.dueOn, shell.locale) })}
              </span>
            </p>
            {task.doneOn === null && mayEnd.has(task.partyId) ? (
              <form method="post" action={cooperationsPaths.taskDone(cooperation.slug, task.id)}>
                <button class="button-quiet" type="submit">
                  {t('work.done')}
                  <span class="hidden-text"> {task.label}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {canWrite ? (
        <Adding title={t('work.new_task')} form="tache" state={states.tache} {...{ cooperation, shell, t }}>
          <TextField name="tache" label={t('work.task')} state={states.tache} required />
          <SelectField
            name="partie"
            label={t('work.party')}
            state={states.tache}
            choices={parties.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <TextField
            name="echeance"
            label={t('work.due_on')}
            type="date"
            size="short"
            state={states.tache}
            required
          />
        </Adding>
      ) : null}
    </section>
  )
}

function Meetings({ cooperation, work, canWrite, states, shell, t }: Inner) {
  return (
    <section aria-labelledby="rencontres">
      <h2 id="rencontres">{t('work.meetings')}</h2>
      {work.meetings.length === 0 ? <p class="empty">{t('work.no_meetings')}</p> : null}
      {work.meetings.map((meeting) => (
        <div class="card">
          <h3>{typeset(meeting.title, shell.locale)}</h3>
          <p class="muted">
            {formatDay(meeting.heldOn, shell.locale)} · {meeting.writtenByName}
          </p>
          <p class="typed">{typeset(meeting.minutes, shell.locale)}</p>
        </div>
      ))}
      {canWrite ? (
        <Adding
          title={t('work.new_meeting')}
          form="rencontre"
          state={states.rencontre}
          {...{ cooperation, shell, t }}
        >
          <TextField name="objet" label={t('work.about')} state={states.rencontre} required />
          <TextField
            name="tenue_le"
            label={t('work.held_on')}
            type="date"
            size="short"
            state={states.rencontre}
            required
          />
          <TextArea name="compte_rendu" label={t('work.minutes')} rows={5} state={states.rencontre} />
        </Adding>
      ) : null}
    </section>
  )
}

function Decisions({ cooperation, work, canWrite, states, shell, t }: Inner) {
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{t('work.decisions')}</h2>
      {work.decisions.length === 0 ? <p class="empty">{t('work.no_decisions')}</p> : null}
      <ul class="owed">
        {work.decisions.map((decision) => (
          <li>
            <p class="typed">{typeset(decision.statement, shell.locale)}</p>
            <p class="muted">
              {formatDay(decision.decidedOn, shell.locale)} · {decision.writtenByName}
            </p>
          </li>
        ))}
      </ul>
      {canWrite ? (
        <Adding
          title={t('work.new_decision')}
          form="decision"
          state={states.decision}
          {...{ cooperation, shell, t }}
        >
          <TextArea name="decision" label={t('work.decision')} rows={3} state={states.decision} required />
          <TextField
            name="decide_le"
            label={t('work.decided_on')}
            type="date"
            size="short"
            state={states.decision}
            required
          />
        </Adding>
      ) : null}
    </section>
  )
}

function Adding({
  title,
  form,
  state,
  cooperation,
  shell,
  t,
  children,
}: {
  readonly title: string
  readonly form: WorkForm
  readonly state: FormState
  readonly cooperation: Cooperation
  readonly shell: Shell
  readonly t: CooperationsWords
  readonly children: ComponentChildren
}) {
  const isRefused = Object.keys(state.errors).length > 0
  return (
    <details open={isRefused}>
      <summary>{title}</summary>
      <form method="post" action={cooperationsPaths.meetings(cooperation.slug)} noValidate>
        {isRefused ? <ErrorSummary state={state} locale={shell.locale} /> : null}
        <input type="hidden" name="formulaire" value={form} />
        <input type="hidden" name="cle" value={state.values.cle} />
        {children}
        <button class="button" type="submit">
          {t('work.add')}
        </button>
      </form>
    </details>
  )
}
