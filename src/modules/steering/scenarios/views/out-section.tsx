import type { LeftOut } from '@faire-commune/portfolio'
import { assertDefined } from '#kernel/assert.ts'
import type { Locale } from '#kernel/locale.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Candidate } from '../problem.rules.ts'
import type { ScenarioReport } from '../scenario-report.ts'
import type { ScenariosWords } from '../scenarios.words.ts'
import { amountText, limitText, valueText } from './figures.ts'

interface SectionProps {
  readonly report: ScenarioReport
  readonly t: ScenariosWords
  readonly locale: Locale
}

/** Each measure left out, with what holds it back and what would let it in. */
export function OutSection({ report, t, locale }: SectionProps) {
  if (report.leftOut.length === 0) return null
  return (
    <section aria-labelledby="ecartees">
      <h2 id="ecartees">{t('out.title')}</h2>
      <TableScroll label={t('out.title')} stack>
        <table class="table">
          <HiddenCaption>{t('out.title')}</HiddenCaption>
          <thead>
            <tr>
              <th scope="col">{t('choices.column_measure')}</th>
              <th scope="col" class="number">
                {t('chosen.column_value')}
              </th>
              <th scope="col">{t('out.column_reason')}</th>
              <th scope="col">{t('out.column_budget')}</th>
            </tr>
          </thead>
          <tbody>
            {report.leftOut.map((left) => {
              const candidate = candidateNamed(report, left.measure)
              const { measure } = candidate.file
              return (
                <tr>
                  <th scope="row">
                    <span class="badge" data-part={measure.part}>
                      {measure.part}
                    </span>{' '}
                    <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
                  </th>
                  <td data-label={t('chosen.column_value')} class="number">
                    {valueText(candidate.value, locale)}
                  </td>
                  <td data-label={t('out.column_reason')}>{reasonText(report, left, t)}</td>
                  <td data-label={t('out.column_budget')}>{remedyText(left, t, locale)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function candidateNamed({ candidates }: ScenarioReport, code: string): Candidate {
  return assertDefined(
    candidates.find(({ file }) => file.measure.code === code),
    'a measure of the question is a candidate',
  )
}

/** Why a measure is not chosen, in one sentence. */
export function reasonText(report: ScenarioReport, left: LeftOut, t: ScenariosWords): string {
  const others = left.others.map((code) => candidateNamed(report, code).file.measure.title).join(', ')
  switch (left.reason) {
    case 'forbidden':
      return t('out.forbidden')
    case 'excludes':
      return t('out.excluded', { other: others })
    case 'requires':
      return t('out.requires', { other: others })
    case 'limits':
      return t('out.lacks', { limits: left.lacks.map((lack) => limitText(t, lack)).join(', ') })
    default:
      return t(candidateNamed(report, left.measure).value <= 0 ? 'out.negative' : 'out.not_worth')
  }
}

/** The smallest budget and hours that would let it in beside the present choice. */
function remedyText(
  { reason, lacks, lacks_cents, start }: LeftOut,
  t: ScenariosWords,
  locale: Locale,
): string {
  if (reason !== 'limits') return '–'
  const hours = lacks.filter(({ grade }) => grade !== null).reduce((sum, { amount }) => sum + amount, 0)
  const amounts = [
    ...(lacks_cents === null ? [] : [amountText('operating_cents', lacks_cents, locale)]),
    ...(hours > 0 ? [amountText('staff_hours', hours, locale)] : []),
  ]
  return t('out.extra', { amount: amounts.join(' + '), year: start ?? 0 })
}
