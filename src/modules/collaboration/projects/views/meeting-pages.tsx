import { formatEuros } from '#kernel/cents.ts'
import { ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { Born, Meeting, MeetingCost } from '../meetings.rules.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { ProjectFrame } from './project-frame.tsx'

interface ListProps {
  readonly project: Project
  readonly meetings: readonly Meeting[]
  readonly canWork: boolean
}

export function MeetingListPage(props: ListProps & { readonly shell: Shell }) {
  const { project, meetings, canWork, shell } = props
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab="meetings">
      {canWork ? (
        <p>
          <a class="button" href={projectsPaths.newMeeting(project.code)} data-key="n">
            {t('meeting.new')}
          </a>
        </p>
      ) : null}
      {meetings.length === 0 ? <p class="empty">{t('meeting.none')}</p> : null}
      <ul class="rows">
        {meetings.map((meeting) => (
          <li>
            <p>
              <a href={projectsPaths.meeting(project.code, meeting.id)}>{meeting.title}</a>{' '}
              <span class="muted">{whenOf(meeting, shell, t)}</span>
            </p>
            <span class="badge" data-state={meeting.status === 'held' ? 'met' : 'pending'}>
              {t(`meeting.${meeting.status}`)}
            </span>
          </li>
        ))}
      </ul>
    </ProjectFrame>
  )
}

function whenOf(meeting: Meeting, shell: Shell, t: ProjectsWords): string {
  const length = t('meeting.length', { count: meeting.durationMin })
  const day = formatDay(meeting.heldOn, shell.locale)
  return t('meeting.when', { day, hour: meeting.startsAt, length })
}

interface FormProps {
  readonly project: Project
  /** Identity of the meeting; null for a new one. */
  readonly id: string | null
  readonly formKey: string
  readonly state: FormState
}

export function MeetingFormPage({
  project,
  id,
  formKey,
  state,
  shell,
}: FormProps & { readonly shell: Shell }) {
  const t = projectsWords(shell.locale)
  const title = t(id === null ? 'meeting.new' : 'meeting.edit')
  const action =
    id === null
      ? projectsPaths.newMeeting(project.code)
      : projectsPaths.meetingStep(project.code, id, 'modifier')
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={title}>
      <form method="post" action={action} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="cle" value={formKey} />
        <input type="hidden" name="version" value={state.values.version ?? '1'} />
        <TextField name="objet" label={t('meeting.title')} state={state} required />
        <TextField name="jour" type="date" label={t('meeting.day')} size="short" state={state} required />
        <TextField
          name="heure"
          label={t('meeting.hour')}
          hint={t('meeting.hour_hint')}
          size="short"
          state={state}
          required
        />
        <TextField
          name="duree"
          label={t('meeting.duration')}
          hint={t('meeting.duration_hint')}
          size="short"
          state={state}
          required
        />
        <TextField name="lieu" label={t('meeting.place')} state={state} />
        <fieldset class="field-group">
          <legend>{t('meeting.people')}</legend>
          <p class="field-hint">{t('meeting.people_hint')}</p>
          {(['personnes_a', 'personnes_b', 'personnes_c', 'partenaires'] as const).map((name) => (
            <TextField
              name={name}
              label={t(`meeting.${name}`)}
              inputMode="numeric"
              size="short"
              state={state}
            />
          ))}
        </fieldset>
        <TextArea
          name="ordre_du_jour"
          label={t('meeting.agenda')}
          hint={t('meeting.agenda_hint')}
          state={state}
        />
        <button class="button" type="submit">
          {t('meeting.see_cost')}
        </button>
      </form>
    </ProjectFrame>
  )
}

interface MeetingProps {
  readonly project: Project
  readonly meeting: Meeting
  readonly cost: MeetingCost
  /** What approving the minutes brings, or brought. */
  readonly born: readonly Born[]
  readonly canWork: boolean
  readonly isOver: boolean
  readonly state: FormState
}

type Part = MeetingProps & { readonly shell: Shell; readonly t: ProjectsWords }

export function MeetingPage(props: MeetingProps & { readonly shell: Shell }) {
  const { project, meeting, state, shell } = props
  const t = projectsWords(shell.locale)
  const part = { ...props, t }
  return (
    <ProjectFrame shell={shell} project={project} tab={null} title={meeting.title}>
      <p class="crumb">
        <a href={projectsPaths.meetings(project.code)}>{t('nav.meetings')}</a>
      </p>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        <span class="badge" data-state={meeting.status === 'held' ? 'met' : 'pending'}>
          {t(`meeting.${meeting.status}`)}
        </span>{' '}
        {whenOf(meeting, shell, t)}
        {meeting.place === '' ? '' : `, ${meeting.place}`}
      </p>
      <CostCard {...part} />
      {meeting.agenda === '' ? null : (
        <section aria-labelledby="ordre-du-jour">
          <h2 id="ordre-du-jour">{t('meeting.agenda')}</h2>
          <p class="typed">{typeset(meeting.agenda, shell.locale)}</p>
        </section>
      )}
      <Minutes {...part} />
    </ProjectFrame>
  )
}

/** What the meeting costs, before anybody is asked to come. */
function CostCard({ project, meeting, cost, canWork, shell, t }: Part) {
  return (
    <section class="card" aria-labelledby="cout">
      <h2 id="cout">{t('meeting.cost')}</h2>
      <p class="verdict">
        {t('meeting.cost_text', {
          count: cost.people,
          length: t('meeting.length', { count: meeting.durationMin }),
          amount: formatEuros(cost.cents, shell.locale, { whole: true }),
        })}
      </p>
      {cost.uncounted > 0 ? <p class="muted">{t('meeting.uncounted', { count: cost.uncounted })}</p> : null}
      <div class="button-row">
        {canWork && meeting.status === 'planned' ? (
          <form method="post" action={projectsPaths.meetingStep(project.code, meeting.id, 'invitation')}>
            <input type="hidden" name="version" value={String(meeting.version)} />
            <button class="button" type="submit">
              {t('meeting.invite')}
            </button>
          </form>
        ) : null}
        {canWork && meeting.status !== 'held' ? (
          <a class="button-quiet" href={projectsPaths.meetingStep(project.code, meeting.id, 'modifier')}>
            {t('meeting.edit')}
          </a>
        ) : null}
      </div>
    </section>
  )
}

function Minutes(props: Part) {
  const { project, meeting, canWork, isOver, state, shell, t } = props
  const isOpen = canWork && meeting.status !== 'held'
  const shown = { ...state, values: { compte_rendu: meeting.minutes, ...state.values } }
  return (
    <section aria-labelledby="compte-rendu">
      <h2 id="compte-rendu">{t('meeting.minutes')}</h2>
      {isOpen ? (
        <form
          method="post"
          action={projectsPaths.meetingStep(project.code, meeting.id, 'compte-rendu')}
          noValidate
        >
          <input type="hidden" name="version" value={String(meeting.version)} />
          <TextArea
            name="compte_rendu"
            label={t('meeting.write')}
            hint={t('meeting.write_hint')}
            state={shown}
            rows={8}
          />
          <button class="button-quiet" type="submit">
            {t('meeting.save')}
          </button>
        </form>
      ) : meeting.minutes === '' ? (
        <p class="empty">{t('meeting.no_minutes')}</p>
      ) : (
        <p class="typed">{typeset(meeting.minutes, shell.locale)}</p>
      )}
      <BornList {...props} />
      {isOpen && meeting.minutes !== '' && isOver ? (
        <form method="post" action={projectsPaths.meetingStep(project.code, meeting.id, 'validation')}>
          <input type="hidden" name="version" value={String(meeting.version)} />
          <p class="muted">{t('meeting.approve_text')}</p>
          <button class="button" type="submit">
            {t('meeting.approve')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function BornList({ born, meeting, shell, t }: Part) {
  if (born.length === 0) return null
  return (
    <>
      <h3>{t(meeting.status === 'held' ? 'meeting.born' : 'meeting.to_be_born')}</h3>
      <ul>
        {born.map((one) => (
          <li>
            <span class="badge">{t(`born.${one.kind}`)}</span> {typeset(one.text, shell.locale)}
          </li>
        ))}
      </ul>
    </>
  )
}
