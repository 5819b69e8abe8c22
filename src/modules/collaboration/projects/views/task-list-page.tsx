import { type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { type Task, type TaskFilter, taskOrders, taskStates } from '../task-list.rules.ts'
import { ProjectFrame } from './project-frame.tsx'

export interface TaskListProps {
  readonly project: Project
  readonly tasks: readonly Task[]
  readonly filter: TaskFilter
  readonly people: readonly string[]
  readonly labels: readonly string[]
}

/** The tasks of a project as a list: what the board shows by columns, to be searched, sorted and printed. */
export function TaskListPage(props: TaskListProps & { readonly shell: Shell }) {
  const { shell, project, tasks } = props
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab="tasks">
      <Filters {...props} t={t} />
      {tasks.length === 0 ? (
        <p class="empty">{t('tasks.empty')}</p>
      ) : (
        <>
          <p class="muted">{t('tasks.count', { count: tasks.length })}</p>
          <TableScroll label={t('nav.tasks')} stack>
            <table class="table">
              <HiddenCaption>{t('nav.tasks')}</HiddenCaption>
              <thead>
                <tr>
                  <th scope="col">{t('tasks.task')}</th>
                  <th scope="col">{t('tasks.column')}</th>
                  <th scope="col">{t('tasks.people')}</th>
                  <th scope="col">{t('card.due_on')}</th>
                  <th scope="col">{t('card.labels')}</th>
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <TaskRow {...props} task={task} t={t} />
                ))}
              </tbody>
            </table>
          </TableScroll>
        </>
      )}
    </ProjectFrame>
  )
}

function TaskRow({
  task,
  project,
  shell,
  t,
}: {
  readonly task: Task
  readonly project: Project
  readonly shell: Shell
  readonly t: ProjectsWords
}) {
  const day = task.dueOn ? formatDay(task.dueOn, shell.locale) : '–'
  return (
    <tr>
      <td>
        <a href={projectsPaths.card(project.code, task.number)}>{task.title}</a>{' '}
        {task.waits ? <span class="muted">{t('board.waits')}</span> : null}
      </td>
      <td data-label={t('tasks.column')}>{task.column}</td>
      <td data-label={t('tasks.people')}>{task.assignees.join(', ') || '–'}</td>
      <td data-label={t('card.due_on')} class={task.isLate ? 'over' : undefined}>
        {task.isLate ? t('board.late', { day }) : day}
      </td>
      <td data-label={t('card.labels')}>{task.labels.join(', ') || '–'}</td>
    </tr>
  )
}

function Filters({ project, filter, people, labels, t }: TaskListProps & { readonly t: ProjectsWords }) {
  const state: FormState = {
    values: {
      q: filter.search,
      personne: filter.person,
      etiquette: filter.label,
      etat: filter.state,
      ordre: filter.order,
    },
    errors: {},
  }
  const asChoices = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))
  return (
    <search>
      <form class="filters" method="get" action={projectsPaths.tasks(project.code)}>
        <TextField name="q" label={t('tasks.search')} type="search" state={state} />
        <SelectField
          name="personne"
          label={t('tasks.person')}
          empty={t('tasks.everybody')}
          choices={asChoices(people)}
          state={state}
        />
        <SelectField
          name="etiquette"
          label={t('tasks.label')}
          empty={t('tasks.any_label')}
          choices={asChoices(labels)}
          state={state}
        />
        <SelectField
          name="etat"
          label={t('tasks.state')}
          choices={taskStates.map((value) => ({ value, label: t(`tasks.state_${value}`) }))}
          state={state}
        />
        <SelectField
          name="ordre"
          label={t('tasks.order')}
          choices={taskOrders.map((value) => ({ value, label: t(`tasks.order_${value}`) }))}
          state={state}
        />
        <button class="button" type="submit">
          {t('tasks.apply')}
        </button>
      </form>
    </search>
  )
}
