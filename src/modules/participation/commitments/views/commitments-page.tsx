import type { CalendarDate } from '#kernel/calendar-date.ts'
import { SelectField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { type CommitmentFilter, commitmentsPaths } from '../commitments.paths.ts'
import type { CommitmentRow } from '../commitments.queries.ts'
import { type Commitment, type CommitmentState, commitmentStates, stateOf } from '../commitments.rules.ts'
import { type CommitmentsWords, commitmentsWords } from '../commitments.words.ts'

export interface CommitmentsPageProps {
  readonly rows: readonly CommitmentRow[]
  readonly next: string | null
  readonly counts: Readonly<Record<CommitmentState, number>>
  readonly filter: CommitmentFilter
  readonly processes: readonly { readonly value: string; readonly label: string }[]
  /** What the person who looks answers for, soon or late. */
  readonly mine: readonly Commitment[]
  readonly today: CalendarDate
}

/** What the town owes, to whom it was promised or not: late is said, and so is delivered. */
export function CommitmentsPage(props: CommitmentsPageProps & { readonly shell: Shell }) {
  const { shell, rows, next, counts, filter, mine, today } = props
  const t = commitmentsWords(shell.locale)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <Page shell={shell} title={t('title')}>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {mine.length > 0 ? <Mine mine={mine} today={today} shell={shell} t={t} /> : null}
      {total === 0 ? (
        <p class="empty">{filter.demarche ? t('none_here') : t('none')}</p>
      ) : (
        <>
          <ul class="state-links">
            {commitmentStates
              .filter((state) => counts[state] > 0)
              .map((state) => (
                <li>
                  <a
                    href={commitmentsPaths.list({ demarche: filter.demarche, etat: state })}
                    aria-current={filter.etat === state ? 'true' : undefined}
                  >
                    {t(`count.${state}`, { count: counts[state] })}
                  </a>
                </li>
              ))}
          </ul>
          <Filters {...props} t={t} />
          {rows.length === 0 ? <p class="empty">{t('nothing_owed')}</p> : null}
          <ul class="owed">
            {rows.map((row) => (
              <Row row={row} today={today} shell={shell} t={t} />
            ))}
          </ul>
        </>
      )}
      <Pager
        first={filter.suite ? commitmentsPaths.list({ ...filter, suite: undefined }) : null}
        next={next && commitmentsPaths.list({ ...filter, suite: next })}
        locale={shell.locale}
      />
    </Page>
  )
}

function Filters({ filter, processes, t }: CommitmentsPageProps & { readonly t: CommitmentsWords }) {
  if (processes.length < 2 && !filter.demarche) return null
  const state = { values: { demarche: filter.demarche }, errors: {} }
  return (
    <form method="get" action={commitmentsPaths.list()} class="filters">
      <SelectField
        name="demarche"
        label={t('process')}
        empty={t('every_process')}
        state={state}
        choices={processes}
      />
      {filter.etat ? <input type="hidden" name="etat" value={filter.etat} /> : null}
      <button class="button-quiet" type="submit">
        {t('filter')}
      </button>
    </form>
  )
}

const looks: Readonly<Record<CommitmentState, string>> = {
  late: 'late',
  due: 'pending',
  delivered: 'met',
  delivered_late: 'met',
  cancelled: 'unmet',
}

function Row({
  row,
  today,
  shell,
  t,
}: {
  readonly row: CommitmentRow
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: CommitmentsWords
}) {
  const state = stateOf(row, today)
  const day = (date: CalendarDate) => formatDay(date, shell.locale)
  return (
    <li>
      <p>
        <span class="badge" data-state={looks[state]}>
          {t(`state.${state}`)}
        </span>{' '}
        <span class="muted">{t(`kind.${row.kind}`)}</span>
      </p>
      <p>
        <a href={row.path}>{typeset(row.label, shell.locale)}</a>
      </p>
      <p class="muted">
        {t('due', { day: day(row.dueOn), who: row.responsible })}
        {row.deliveredOn === null ? null : ` ${t('delivered', { day: day(row.deliveredOn) })}`}
        {row.process && row.process.title !== row.label
          ? ` ${t('within', { title: typeset(row.process.title, shell.locale) })}`
          : null}
      </p>
      {row.lateReason ? <p>{t('late_reason', { reason: row.lateReason })}</p> : null}
      {row.cancelledReason ? <p>{t('cancelled_reason', { reason: row.cancelledReason })}</p> : null}
    </li>
  )
}

/** The first thing that the person who answers for something sees. */
function Mine({
  mine,
  today,
  shell,
  t,
}: {
  readonly mine: readonly Commitment[]
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: CommitmentsWords
}) {
  return (
    <section class="alert" aria-labelledby="les-votres">
      <h2 id="les-votres">{t('mine')}</h2>
      <ul>
        {mine.map((commitment) => (
          <li>
            <a href={commitment.path}>{commitment.label}</a>{' '}
            {t(stateOf(commitment, today) === 'late' ? 'mine_late' : 'mine_due', {
              day: formatDay(commitment.dueOn, shell.locale),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
