import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { FormState } from '#web/form.tsx'
import { formatNumber, formatShare } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { EnteredCount } from '../participation.queries.ts'
import type { Population } from '../population.queries.ts'
import { processesPaths } from '../processes.paths.ts'
import type { District, Process } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import { type ComparedCell, type Dimension, leastShown } from '../who-took-part.rules.ts'
import { CountForm, EnteredRows } from './count-form.tsx'
import { nameOf } from './participants-names.ts'

export interface DimensionTable {
  readonly dimension: Dimension
  readonly cells: readonly ComparedCell[]
}

export interface ParticipantsPageProps {
  readonly process: Process
  readonly people: number
  /** None where details may not be shown yet, or nobody came. */
  readonly tables: readonly DimensionTable[]
  /** Why there is no detail; null where there is. */
  readonly withheld: 'few' | 'until_closed' | null
  readonly population: Population | null
  readonly districts: readonly District[]
  readonly entered: readonly EnteredCount[]
  readonly canCount: boolean
  readonly canSetPopulation: boolean
  readonly formKey: string
  readonly today: CalendarDate
  readonly state: FormState
}

/** Who took part, beside who lives in the town: nobody can be told, and chance is not taken for a finding. */
export function ParticipantsPage(props: ParticipantsPageProps & { readonly shell: Shell }) {
  const { shell, process, people, tables, withheld, population } = props
  const t = processesWords(shell.locale)
  return (
    <Page shell={shell} title={`${t('people.title')} – ${process.title}`} width="wide">
      <article data-part="I">
        <p class="crumb">
          <a href={processesPaths.list()}>{t('list.title')}</a> ·{' '}
          <a href={processesPaths.show(process.slug)}>{process.title}</a>
        </p>
        <h1>{t('people.title')}</h1>
        <p class="lead">
          {people < leastShown
            ? t('people.few', { count: leastShown })
            : t('people.count', { count: people, people: formatNumber(people, shell.locale) })}
        </p>
        {withheld === 'until_closed' ? <p class="empty">{t('people.until_closed')}</p> : null}
        {tables.map((table) => (
          <Table {...table} {...props} t={t} />
        ))}
        {tables.length > 0 ? <HowToRead population={population} people={people} shell={shell} t={t} /> : null}
        {props.canSetPopulation ? (
          <p>
            <a href={processesPaths.population()}>{t('population.title')}</a>
          </p>
        ) : null}
        {props.canCount ? (
          <>
            <CountForm {...props} />
            <EnteredRows {...props} />
          </>
        ) : null}
      </article>
    </Page>
  )
}

function Table({
  dimension,
  cells,
  districts,
  shell,
  t,
}: DimensionTable & {
  readonly districts: readonly District[]
  readonly shell: Shell
  readonly t: ProcessesWords
}) {
  const isCompared = cells.some(({ townShare }) => townShare !== null)
  const share = (value: number) => formatShare(value, shell.locale)
  return (
    <TableScroll label={t(`by.${dimension}`)} stack>
      <table class="table">
        <caption>{t(`by.${dimension}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.category')}</th>
            <th scope="col" class="number">
              {t('people.people')}
            </th>
            <th scope="col" class="number">
              {t('people.share')}
            </th>
            {isCompared ? (
              <>
                <th scope="col" class="number">
                  {t('people.town_share')}
                </th>
                <th scope="col">{t('people.compared')}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr>
              <th scope="row">{nameOf(dimension, cell.category, districts, t)}</th>
              <td class="number" data-label={t('people.people')}>
                {cell.people === null ? t('people.hidden') : formatNumber(cell.people, shell.locale)}
              </td>
              <td class="number" data-label={t('people.share')}>
                {cell.interval
                  ? t('people.interval', {
                      share: share(cell.interval.share),
                      low: share(cell.interval.low),
                      high: share(cell.interval.high),
                    })
                  : '–'}
              </td>
              {isCompared ? (
                <>
                  <td class="number" data-label={t('people.town_share')}>
                    {cell.townShare === null ? '–' : share(cell.townShare)}
                  </td>
                  <td data-label={t('people.compared')}>
                    {cell.verdict ? t(`people.${cell.verdict}`) : '–'}
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

/** Where the figures come from and what they do not say. */
function HowToRead({
  population,
  people,
  shell,
  t,
}: {
  readonly population: Population | null
  readonly people: number
  readonly shell: Shell
  readonly t: ProcessesWords
}) {
  return (
    <section aria-labelledby="lecture">
      <h2 id="lecture">{t('people.how_to_read')}</h2>
      <p>{t('people.method', { people: formatNumber(people, shell.locale) })}</p>
      <p>{t('people.hiding', { count: leastShown })}</p>
      <p>
        {population === null
          ? t('population.none')
          : t(population.isFictional ? 'population.fictional' : 'population.source', {
              source: population.source,
              year: population.year,
            })}
      </p>
    </section>
  )
}
