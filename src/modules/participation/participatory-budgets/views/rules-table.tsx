import { formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { BudgetsWords } from '../budgets.words.ts'
import type { Edition } from '../editions.rules.ts'
import type { CountedArea } from '../results.queries.ts'
import { amountText } from './amount.ts'
import { ruleText } from './why-text.ts'

/** What each other rule would have given with the same ballots: for information, the rule was chosen beforehand. */
export function RulesTable({
  counted,
  edition,
  t,
  shell,
}: {
  readonly counted: CountedArea
  readonly edition: Edition
  readonly t: BudgetsWords
  readonly shell: Shell
}) {
  const { rules } = counted.outcome
  const chosen = new Set(rules.find(({ rule }) => rule === edition.countingRule)?.selected)
  return (
    <details>
      <summary>{t('compare.title')}</summary>
      <p class="muted">{t('compare.note')}</p>
      <TableScroll label={t('compare.title')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('compare.rule')}</th>
              <th scope="col" class="number">
                {t('compare.projects')}
              </th>
              <th scope="col" class="number">
                {t('compare.in_common')}
              </th>
              <th scope="col" class="number">
                {t('results.spent')}
              </th>
              <th scope="col" class="number">
                {t('compare.satisfied')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((outcome) => (
              <tr>
                <th scope="row">
                  {ruleText(outcome.rule, t)}
                  {outcome.rule === edition.countingRule ? (
                    <>
                      {' '}
                      <span class="badge" data-state="met">
                        {t('compare.chosen')}
                      </span>
                    </>
                  ) : null}
                </th>
                <td data-label={t('compare.projects')} class="number">
                  {outcome.projects}
                </td>
                <td data-label={t('compare.in_common')} class="number">
                  {outcome.selected.filter((reference) => chosen.has(reference)).length}
                </td>
                <td data-label={t('results.spent')} class="number">
                  {amountText(outcome.spentCents, edition.currency, shell.locale)}
                </td>
                <td data-label={t('compare.satisfied')} class="number">
                  {formatNumber(outcome.withProject, shell.locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </details>
  )
}
