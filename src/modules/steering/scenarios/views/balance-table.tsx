import type { BalanceLine } from '@faire-commune/portfolio'
import type { Locale } from '#kernel/locale.ts'
import { formatShare } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import type { Insight } from '../insight.rules.ts'
import type { ScenariosWords } from '../scenarios.words.ts'
import { amountText, isTight } from './figures.ts'

interface BalanceProps {
  readonly balance: readonly BalanceLine[]
  /** Chance that each limit is passed; null until it is known, or for a portfolio moved by hand. */
  readonly overruns: Insight['overruns'] | null
  readonly t: ScenariosWords
  readonly locale: Locale
}

const columns = [
  { limit: 'operating_cents', grade: null },
  { limit: 'investment_cents', grade: null },
  { limit: 'staff_hours', grade: 'A' },
  { limit: 'staff_hours', grade: 'B' },
  { limit: 'staff_hours', grade: 'C' },
] as const

/** What each year uses of each limit. */
export function BalanceTable({ balance, overruns, t, locale }: BalanceProps) {
  const years = [...new Set(balance.map(({ year }) => year))]
  return (
    <TableScroll label={t('balance.title')}>
      <table class="table">
        <caption>{t('balance.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.year')}</th>
            {columns.map(({ limit, grade }) => (
              <th scope="col" class="number">
                {grade === null
                  ? t(limit === 'operating_cents' ? 'limit.fonctionnement' : 'limit.investissement')
                  : t(grade === 'A' ? 'limit.heures_a' : grade === 'B' ? 'limit.heures_b' : 'limit.heures_c')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr>
              <th scope="row">{year}</th>
              {columns.map(({ limit, grade }) => {
                const is = (item: { limit: string; year: number; grade: string | null }) =>
                  item.limit === limit && item.grade === grade && item.year === year
                const line = balance.find(is)
                return (
                  <td class="number">
                    {line ? (
                      <Cell line={line} risk={overruns?.find(is)?.probability} t={t} locale={locale} />
                    ) : (
                      '–'
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Cell({
  line,
  risk,
  t,
  locale,
}: {
  line: BalanceLine
  risk: number | undefined
  t: ScenariosWords
  locale: Locale
}) {
  const { limit, used, available } = line
  const write = (amount: number) => amountText(limit, amount, locale)
  if (available === null) return <>{t('balance.unlimited', { used: write(used) })}</>
  const text = t('balance.used', { used: write(used), limit: write(available) })
  return (
    <>
      {isTight(line) ? <strong>{text}</strong> : text}
      {used > available ? (
        <span class="over"> {t('balance.over', { excess: write(used - available) })}</span>
      ) : null}
      {risk !== undefined && risk >= 0.005 ? (
        <span class="sub">
          {t('balance.risk')} {formatShare(risk, locale)}
        </span>
      ) : null}
    </>
  )
}
