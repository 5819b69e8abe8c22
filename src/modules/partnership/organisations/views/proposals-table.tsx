import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { type Comparison, verdictOf } from '../duplicates.rules.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import type { JudgedProposal } from '../proposals.ts'
import { clueText } from './duplicates-pages.tsx'
import { valueText } from './value-text.ts'

/** Numbers that a program proposed from a name: what agrees, what differs, and what only the register says. */
export function Proposals({ shell, proposals }: { shell: Shell; proposals: readonly JudgedProposal[] }) {
  const t = organisationsWords(shell.locale)
  if (proposals.length === 0) return null
  const title = t('import.proposals', { count: proposals.length })
  return (
    <section aria-labelledby="propositions">
      <h2 id="propositions">{title}</h2>
      <p>{t('import.proposals_lead')}</p>
      <TableScroll label={title} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('import.proposed')}</th>
              <th scope="col">{t('duplicates.agree')}</th>
              <th scope="col">{t('duplicates.disagree')}</th>
              <th scope="col">{t('import.register_only')}</th>
              <th scope="col">{t('import.candidates')}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map(({ line, name, siren, comparison, candidates }) => (
              <tr>
                <th scope="row">
                  {name}
                  <span class="sub">
                    {[comparison.one.name, `${t('import.column_line')} ${line}`].filter(Boolean).join(' · ')}
                  </span>
                </th>
                <td data-label={t('import.proposed')}>
                  {siren}
                  <span class="sub">{comparison.other.name}</span>
                </td>
                <td data-label={t('duplicates.agree')}>{clueText(comparison.agree, t)}</td>
                <td data-label={t('duplicates.disagree')}>
                  {clueText(comparison.disagree, t)}
                  <span class="sub">
                    <strong>{t(`verdict.${verdictOf(comparison)}`)}</strong>
                  </span>
                </td>
                <td data-label={t('import.register_only')}>{registerOnly(comparison, t, shell)}</td>
                <td data-label={t('import.candidates')}>
                  {candidates.map((each) => `${each.other.name} (${clueText(each.agree, t)})`).join(' ; ') ||
                    '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

/** What the register says and the file does not: nothing agrees with it, and nothing differs. */
function registerOnly({ one, other }: Comparison, t: OrganisationsWords, { locale }: Shell): string {
  const only = (field: 'legalForm' | 'activity' | 'founded' | 'rna') =>
    (one[field] ?? '') === '' ? (other[field] ?? '') : ''
  const said = [
    [t('clue.legal_form'), valueText('legal_form', only('legalForm'), locale)],
    [t('clue.activity'), only('activity')],
    [t('clue.founded'), valueText('founded_on', only('founded'), locale)],
    [t('clue.rna'), only('rna')],
  ] as const
  return said.flatMap(([label, value]) => (value === '' ? [] : [`${label} ${value}`])).join(', ') || '–'
}
