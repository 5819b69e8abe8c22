import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { ConditionNow } from '../conditions.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import type { Measure } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'

export interface ConditionsSectionProps {
  readonly measure: Measure
  readonly conditions: readonly ConditionNow[]
  readonly canEdit: boolean
  readonly shell: InLanguage
}

/** What must be true for the measure to succeed, and what evidence says of it today. */
export function ConditionsSection({ measure, conditions, canEdit, shell }: ConditionsSectionProps) {
  const t = measuresWords(shell.locale)
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">{t('page.conditions')}</h2>
      {conditions.length === 0 ? (
        <p class="empty">{t('page.no_conditions')}</p>
      ) : (
        <TableScroll label={t('page.conditions')}>
          <table class="table">
            <HiddenCaption>{t('page.conditions')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('condition.column_statement')}</th>
                <th scope="col">{t('condition.column_threshold')}</th>
                <th scope="col">{t('condition.column_due')}</th>
                <th scope="col">{t('condition.column_state')}</th>
              </tr>
            </thead>
            <tbody>
              {conditions.map((now) => (
                <ConditionRow now={now} measure={measure} canEdit={canEdit} shell={shell} t={t} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {canEdit ? (
        <p>
          <a class="button" href={measuresPaths.newCondition(measure.code)}>
            {t('page.add_condition')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

type ConditionRowProps = Omit<ConditionsSectionProps, 'conditions'> & {
  readonly now: ConditionNow
  readonly t: MeasuresWords
}

function ConditionRow({ now: { condition, state, reading }, measure, canEdit, shell, t }: ConditionRowProps) {
  const number = (value: number) => formatNumber(value, shell.locale)
  return (
    <tr>
      <th scope="row">
        {canEdit ? (
          <a href={measuresPaths.condition(measure.code, condition.id)}>{condition.statement}</a>
        ) : (
          condition.statement
        )}
        <span class="sub">
          {condition.owner}
          {condition.blocking ? ` · ${t('condition.blocking')}` : ''}
        </span>
      </th>
      <td>
        {t(`condition.${condition.comparison}`, {
          threshold: number(condition.threshold),
          unit: unitName(condition.unit, shell.locale, condition.threshold),
        })}
      </td>
      <td>
        <time datetime={condition.dueOn}>{formatDay(condition.dueOn, shell.locale)}</time>
      </td>
      <td>
        <span class="badge" data-state={state}>
          {t(`condition.state_${state}`)}
        </span>
        <span class="sub">
          {reading
            ? t('condition.reading', {
                value: number(reading.value),
                unit: unitName(condition.unit, shell.locale, reading.value),
                day: formatDay(reading.day, shell.locale),
              })
            : t('condition.no_reading')}
        </span>
      </td>
    </tr>
  )
}
