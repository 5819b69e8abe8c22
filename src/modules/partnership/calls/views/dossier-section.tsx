import type { ComponentChildren } from 'preact'
import { formatEuros } from '#kernel/cents.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { answerValue } from '../application-form.ts'
import { type BudgetLine, type Dossier, totalsOf } from '../applications.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'

/** An application as it was sent. */
export function DossierSection({ dossier, shell }: { readonly dossier: Dossier; readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const { organisation, project, answers } = dossier
  return (
    <>
      <p class="lead as-written">{project.summary}</p>
      <dl class="facts">
        <Fact term={t('draft.montant')}>{formatEuros(dossier.requestedCents, shell.locale)}</Fact>
        <Fact term={t('dossier.period')}>
          {t('dossier.from_to', {
            from: formatDay(project.startsOn, shell.locale),
            to: formatDay(project.endsOn, shell.locale),
          })}
        </Fact>
        <Fact term={t('draft.organisme')}>
          {organisation.name} ({t(`kind.${organisation.kind}`)})
        </Fact>
        <Fact term={t('dossier.numbers')}>
          {[
            organisation.siret && `SIRET ${organisation.siret}`,
            organisation.rna && `RNA ${organisation.rna}`,
          ]
            .filter(Boolean)
            .join(', ')}
        </Fact>
        <Fact term={t('draft.adresse')}>{organisation.address}</Fact>
        <Fact term={t('draft.signataire')}>
          {organisation.signatory}, {organisation.signatoryTitle}
        </Fact>
        <Fact term={t('draft.economique')}>
          {t(dossier.isEconomic ? 'dossier.economic' : 'dossier.not_economic')}
        </Fact>
        {answers.map((answer) => (
          <Fact term={answer.repeat === null ? answer.label : `${answer.label} (${answer.repeat})`}>
            <span class="as-written">{answerValue(answer)}</span>
          </Fact>
        ))}
      </dl>
      <BudgetTable dossier={dossier} shell={shell} t={t} />
    </>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface BudgetProps {
  readonly dossier: Dossier
  readonly shell: Shell
  readonly t: CallsWords
}

function BudgetTable({ dossier, shell, t }: BudgetProps) {
  const { budget, requestedCents } = dossier
  const totals = totalsOf(budget, requestedCents)
  const euros = (amount: number) => formatEuros(amount, shell.locale)
  const rows = (lines: readonly BudgetLine[]) =>
    lines.map(({ label, cents }) => (
      <tr>
        <th scope="row">{label}</th>
        <td class="number">{euros(cents)}</td>
      </tr>
    ))
  return (
    <TableScroll label={t('dossier.budget')}>
      <table>
        <HiddenCaption>{t('dossier.budget')}</HiddenCaption>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {t('dossier.expenses')}
            </th>
          </tr>
          {rows(budget.expenses)}
          <tr>
            <th scope="row">{t('dossier.total')}</th>
            <td class="number">
              <strong>{euros(totals.expenses)}</strong>
            </td>
          </tr>
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {t('dossier.income')}
            </th>
          </tr>
          {rows([{ label: t('dossier.asked_here'), cents: requestedCents }, ...budget.income])}
          <tr>
            <th scope="row">{t('dossier.total')}</th>
            <td class="number">
              <strong>{euros(totals.income)}</strong>
            </td>
          </tr>
        </tbody>
        {budget.volunteering.length === 0 ? null : (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {t('dossier.volunteering')}
              </th>
            </tr>
            {rows(
              budget.volunteering.map((line) => ({
                label: t('dossier.hours', {
                  label: line.label,
                  hours: formatNumber(line.hours, shell.locale),
                  rate: euros(line.rateCents),
                }),
                cents: line.cents,
              })),
            )}
            <tr>
              <th scope="row">{t('dossier.total_valued')}</th>
              <td class="number">
                <strong>{euros(totals.expenses + totals.volunteering)}</strong>
              </td>
            </tr>
          </tbody>
        )}
      </table>
    </TableScroll>
  )
}
