import type { InLanguage } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { measuresPaths } from '../measures.paths.ts'
import { type Measure, type Risk, severityOf } from '../measures.rules.ts'
import { measuresWords } from '../measures.words.ts'

export interface RisksSectionProps {
  readonly measure: Measure
  readonly risks: readonly Risk[]
  readonly canEdit: boolean
  readonly shell: InLanguage
}

/** Risks, the gravest first. */
export function RisksSection({ measure, risks, canEdit, shell }: RisksSectionProps) {
  const t = measuresWords(shell.locale)
  const sorted = risks.toSorted((a, b) => severityOf(b) - severityOf(a))
  return (
    <section aria-labelledby="risques">
      <h2 id="risques">{t('page.risks')}</h2>
      {risks.length === 0 ? (
        <p class="empty">{t('page.no_risks')}</p>
      ) : (
        <TableScroll label={t('page.risks')}>
          <table class="table">
            <HiddenCaption>{t('page.risks')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('risk.column_risk')}</th>
                <th scope="col">{t('risk.column_severity')}</th>
                <th scope="col">{t('risk.column_mitigation')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((risk) => (
                <tr>
                  <th scope="row">
                    {canEdit ? (
                      <a href={measuresPaths.risk(measure.code, risk.id)}>{risk.statement}</a>
                    ) : (
                      risk.statement
                    )}
                    <span class="sub">
                      {t(`risk.${risk.kind}`)}
                      {risk.source ? ` · ${risk.source}` : ''}
                    </span>
                  </th>
                  <td data-severity={levelOf(risk)}>
                    {t('risk.severity', {
                      severity: severityOf(risk),
                      probability: risk.probability,
                      impact: risk.impact,
                    })}
                  </td>
                  <td>
                    {risk.mitigation || t('risk.no_mitigation')}
                    {risk.owner ? <span class="sub">{risk.owner}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {canEdit ? (
        <p>
          <a class="button" href={measuresPaths.newRisk(measure.code)}>
            {t('page.add_risk')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function levelOf(risk: Risk): 'weak' | 'medium' | 'strong' {
  const severity = severityOf(risk)
  if (severity >= 9) return 'strong'
  return severity >= 4 ? 'medium' : 'weak'
}
