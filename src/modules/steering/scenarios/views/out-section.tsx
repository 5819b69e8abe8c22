import type { Locale } from '#kernel/locale.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import type { ScenarioReport } from '../scenario-report.ts'
import type { ScenariosWords } from '../scenarios.words.ts'
import { whyOut } from '../solution.rules.ts'
import { amountText, limitText, valueText } from './figures.ts'

interface SectionProps {
  readonly report: ScenarioReport
  readonly t: ScenariosWords
  readonly locale: Locale
}

/** Each measure left out, with what holds it back and what would let it in. */
export function OutSection({ report, t, locale }: SectionProps) {
  const selected = new Set(report.solution?.answer.selected ?? [])
  const out = report.candidates.filter(({ file }) => !selected.has(file.measure.code))
  if (out.length === 0) return null
  const lettingIn = report.solution?.insight?.lettingIn
  return (
    <section aria-labelledby="ecartees">
      <h2 id="ecartees">{t('out.title')}</h2>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('choices.column_measure')}</th>
              <th scope="col" class="number">
                {t('chosen.column_value')}
              </th>
              <th scope="col">{t('out.column_reason')}</th>
              {lettingIn ? <th scope="col">{t('out.column_budget')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {out.map((candidate) => {
              const { measure } = candidate.file
              return (
                <tr>
                  <th scope="row">
                    <span class="badge" data-part={measure.part}>
                      {measure.part}
                    </span>{' '}
                    <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
                  </th>
                  <td class="number">{valueText(candidate.value, locale)}</td>
                  <td>{reasonText(report, measure.code, t)}</td>
                  {lettingIn ? <td>{budgetText(lettingIn[measure.code], t, locale)}</td> : null}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Why a measure is not chosen, in one sentence. */
export function reasonText(report: ScenarioReport, code: string, t: ScenariosWords): string {
  const selected = new Set(report.solution?.answer.selected ?? [])
  const titleOf = (other: string) =>
    report.candidates.find(({ file }) => file.measure.code === other)?.file.measure.title ?? other
  const candidate = report.candidates.find(({ file }) => file.measure.code === code)
  if (!candidate) return ''
  const reason = whyOut(candidate, report.scenario, selected)
  if (reason.kind === 'excluded' || reason.kind === 'requires')
    return t(`out.${reason.kind}`, { other: titleOf(reason.other) })
  if (reason.kind !== 'competes') return t(`out.${reason.kind}`)
  const binding = report.solution?.answer.binding ?? []
  const limits = binding.map((key) => limitText(t, key)).join(', ')
  return binding.length === 0 ? t('out.not_worth') : `${t('out.not_worth')} ${t('out.binds', { limits })}`
}

function budgetText(
  found: { readonly extra_cents: number | null } | undefined,
  t: ScenariosWords,
  locale: Locale,
): string {
  if (!found) return '–'
  if (found.extra_cents === null) return t('out.no_budget')
  return t('out.extra', { amount: amountText('operating_cents', found.extra_cents, locale) })
}
