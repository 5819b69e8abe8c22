import { formatEuros } from '#kernel/cents.ts'
import type { InLanguage } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { typeset } from '#web/typography.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import type { OptionDraft } from '../cooperations.writes.queries.ts'

/** What each depth needs, costs, allows, and how one leaves it. */
export function ComparisonTable({
  options,
  shell,
}: {
  readonly options: readonly OptionDraft[]
  readonly shell: InLanguage
}) {
  const { locale } = shell
  const t = cooperationsWords(locale)
  const rows: readonly (readonly [string, (option: OptionDraft) => string])[] = [
    [t('compare.needs'), ({ needs }) => typeset(needs, locale)],
    [t('compare.yearly'), ({ yearlyCents }) => formatEuros(yearlyCents, locale, { whole: true })],
    [t('compare.months'), ({ monthsToStart }) => t('compare.in_months', { count: monthsToStart })],
    [t('compare.allows'), ({ allows }) => typeset(allows, locale)],
    [t('compare.leaving'), ({ leaving }) => typeset(leaving, locale)],
  ]
  return (
    <TableScroll label={t('compare.caption')} stack>
      <table class="table">
        <caption>{t('compare.caption')}</caption>
        <thead>
          <tr>
            <td />
            {options.map(({ depth, legalKind }) => (
              <th scope="col">
                {t(`depth.${depth}`)}
                <span class="sub">{t(`kind.${legalKind}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, say]) => (
            <tr>
              <th scope="row">{name}</th>
              {options.map((option) => (
                <td data-label={t(`depth.${option.depth}`)} class="typed">
                  {say(option)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
