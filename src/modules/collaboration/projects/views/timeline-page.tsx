import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ChartFigure } from '#web/chart/chart-figure.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { mostBars, type Timeline } from '../timeline.rules.ts'
import { ProjectFrame } from './project-frame.tsx'

export interface TimelinePageProps {
  readonly project: Project
  readonly timeline: Timeline | null
  /** Cards without a day, which no bar shows. */
  readonly undated: number
}

const top = 56
const rowHeight = 26

export function TimelinePage(props: TimelinePageProps & { readonly shell: Shell }) {
  const { shell, project, timeline, undated } = props
  const t = projectsWords(shell.locale)
  return (
    <ProjectFrame shell={shell} project={project} tab="timeline">
      {timeline === null ? (
        <p class="empty">{t('timeline.empty')}</p>
      ) : (
        <>
          <h2>{t('timeline.heading')}</h2>
          <ChartFigure
            title={t('timeline.title', {
              count: timeline.bars.filter(({ look }) => look === 'late').length,
            })}
            note={timeline.rows === mostBars ? t('timeline.cut', { count: mostBars }) : t('timeline.note')}
            locale={shell.locale}
            table={<BarTable timeline={timeline} project={project} shell={shell} t={t} />}
          >
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
            <div
              class="gantt"
              role="group"
              aria-label={t('nav.timeline')}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (RGAA 7.3)
              tabIndex={0}
            >
              <Drawing timeline={timeline} shell={shell} />
            </div>
          </ChartFigure>
        </>
      )}
      {undated > 0 ? <p class="muted">{t('timeline.undated', { count: undated })}</p> : null}
    </ProjectFrame>
  )
}

function Drawing({ timeline, shell }: { readonly timeline: Timeline; readonly shell: Shell }) {
  const height = top + Math.max(1, timeline.rows) * rowHeight + 8
  const middle = (row: number) => top + row * rowHeight + rowHeight / 2
  return (
    <svg viewBox={`0 0 ${timeline.width} ${height}`} width="100%" aria-hidden="true">
      {timeline.months.map(({ first, x }) => (
        <>
          <line class="chart-grid" x1={x} x2={x} y1="20" y2={height} />
          <text class="gantt-month" x={x + 4} y="14">
            {monthName(first, shell)}
          </text>
        </>
      ))}
      {timeline.milestones.map(({ x }) => (
        <path class="gantt-milestone" d={`M${x} 30l8 8-8 8-8-8z`} />
      ))}
      {timeline.bars.map(({ title, x, width, look, row }) => (
        <>
          <text x="0" y={middle(row) + 5}>
            {title.length > 30 ? `${title.slice(0, 29)}…` : title}
          </text>
          <rect
            class="gantt-bar"
            data-look={look}
            x={x}
            y={middle(row) - 8}
            width={width}
            height="16"
            rx="3"
          />
        </>
      ))}
      {timeline.needs.map(({ fromX, fromRow, toX, toRow }) => (
        <path
          class="gantt-need"
          d={`M${fromX} ${middle(fromRow)}h6V${middle(toRow) - (toRow > fromRow ? 12 : -12)}H${toX}V${middle(toRow) - (toRow > fromRow ? 8 : -8)}`}
        />
      ))}
      {timeline.todayX === null ? null : (
        <line class="gantt-today" x1={timeline.todayX} x2={timeline.todayX} y1="20" y2={height} />
      )}
    </svg>
  )
}

const monthFormats = {
  fr: new Intl.DateTimeFormat('fr-FR', { month: 'short', year: '2-digit', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' }),
}

function monthName(first: CalendarDate, { locale }: Shell): string {
  return monthFormats[locale].format(new Date(`${first}T12:00:00Z`))
}

function BarTable({
  timeline,
  project,
  shell,
  t,
}: {
  readonly timeline: Timeline
  readonly project: Project
  readonly shell: Shell
  readonly t: ProjectsWords
}) {
  return (
    <TableScroll label={t('nav.timeline')}>
      <table class="table">
        <HiddenCaption>{t('nav.timeline')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t('board.card_title')}</th>
            <th scope="col">{t('card.starts_on')}</th>
            <th scope="col">{t('card.due_on')}</th>
            <th scope="col">{t('list.status')}</th>
          </tr>
        </thead>
        <tbody>
          {timeline.milestones.map(({ title, on }) => (
            <tr>
              <th scope="row">{title}</th>
              <td>{formatDay(on, shell.locale)}</td>
              <td>{formatDay(on, shell.locale)}</td>
              <td>{t('milestones.name')}</td>
            </tr>
          ))}
          {timeline.bars.map(({ number, title, from, to, look }) => (
            <tr>
              <th scope="row">
                <a href={projectsPaths.card(project.code, number)}>{title}</a>
              </th>
              <td>{formatDay(from, shell.locale)}</td>
              <td>{formatDay(to, shell.locale)}</td>
              <td>{t(`timeline.${look}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
