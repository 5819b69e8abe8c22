import { formatNumber } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import type { GapYear } from '../outcomes.rules.ts'
import { gapName, maySpeakOfSaving, type Outcome } from '../results.rules.ts'
import type { ServiceFile } from '../service-file.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { GapChart } from './gap-chart.tsx'
import { euros, type InShell, known, partyName, signedEuros } from './pieces.tsx'

export interface PartyOutcomes {
  readonly party: Party
  readonly outcomes: readonly Outcome[]
}

interface Props extends InShell {
  readonly file: ServiceFile
  readonly outcomes: readonly PartyOutcomes[]
  readonly isOfTheTown: boolean
  readonly writable: ReadonlySet<string>
  readonly gaps?: readonly GapYear[]
}

/** What sharing changed, party by party: beside what each did before, and what it would do alone today. */
export function OutcomesSection({ shell, file, outcomes, isOfTheTown, writable, gaps = [] }: Props) {
  const t = sharedServicesWords(shell.locale)
  const { locale } = shell
  const rows = outcomes.filter((each) => each.outcomes.length > 0)
  const statements = file.statements.length
  const last = file.statements.at(-1)
  const toSay = last && file.reviews.every(({ year }) => year !== last.year) ? last.year : null
  return (
    <section aria-labelledby="mesure">
      <h2 id="mesure">{t('outcomes.title')}</h2>
      <p>{t(maySpeakOfSaving(statements) ? 'outcomes.lead' : 'outcomes.lead_early')}</p>
      {toSay === null ? null : (
        <ul>
          {file.parties
            .filter(({ id }) => writable.has(id) && last?.shares.some(({ partyId }) => partyId === id))
            .map((party) => (
              <li>
                <a href={paths.result(file.service.code, toSay, party.reference)}>
                  {t('outcomes.say', { year: toSay, name: party.name })}
                </a>
              </li>
            ))}
        </ul>
      )}
      <GapChart years={gaps} shell={shell} />
      {rows.length === 0 ? (
        <p class="empty">{t('outcomes.empty')}</p>
      ) : (
        <TableScroll label={t('outcomes.caption')} stack>
          <table class="table">
            <caption>
              {t('outcomes.caption')}{' '}
              <span class="muted">{t(isOfTheTown ? 'outcomes.whole' : 'outcomes.own')}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('outcomes.party')}</th>
                <th scope="col" class="number">
                  {t('outcomes.cost')}
                </th>
                <th scope="col" class="number">
                  {t('outcomes.without')}
                </th>
                <th scope="col" class="number">
                  {t('outcomes.gap')}
                </th>
                <th scope="col" class="number">
                  {t('outcomes.quality')}
                </th>
                <th scope="col" class="number">
                  {t('outcomes.delay')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.flatMap(({ party, outcomes: list }) =>
                list.map((outcome) => (
                  <tr>
                    <th scope="row">
                      {partyName(party, t)} <span class="sub">{outcome.year}</span>
                    </th>
                    <td class="number" data-label={t('outcomes.cost')}>
                      <span class="measured">{euros(outcome.costCents, locale)}</span>
                    </td>
                    <td class="number" data-label={t('outcomes.without')}>
                      {outcome.withoutCents === null ? '–' : euros(outcome.withoutCents, locale)}
                    </td>
                    <td class="number" data-label={t('outcomes.gap')}>
                      {outcome.gapCents === null ? '–' : signedEuros(outcome.gapCents, locale)}
                      {outcome.gapCents === null ? null : (
                        <span class="sub">{t(`gap.${gapName(statements, outcome.gapCents)}`)}</span>
                      )}
                    </td>
                    <td class="number" data-label={t('outcomes.quality')}>
                      {known(outcome.quality.before, locale)} → {known(outcome.quality.after, locale)}
                    </td>
                    <td class="number" data-label={t('outcomes.delay')}>
                      {known(outcome.delayDays.before, locale)} → {known(outcome.delayDays.after, locale)}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
            {isOfTheTown && rows.length > 1 ? <Together rows={rows} shell={shell} /> : null}
          </table>
        </TableScroll>
      )}
      <details>
        <summary>{t('outcomes.how')}</summary>
        <p>{t('outcomes.how_text', { year: file.service.baselineYear })}</p>
        <ul>
          {file.reviews.map((review) => (
            <li>
              {t('outcomes.index', {
                year: review.year,
                index: formatNumber(review.wageIndex, locale),
                source: review.indexSource,
              })}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** What all parties together spend, and would spend alone. */
function Together({ rows, shell }: InShell & { readonly rows: readonly PartyOutcomes[] }) {
  const t = sharedServicesWords(shell.locale)
  const all = rows.flatMap(({ outcomes }) => outcomes).filter(({ gapCents }) => gapCents !== null)
  const sum = (read: (outcome: Outcome) => number | null) =>
    all.reduce((total, outcome) => total + (read(outcome) ?? 0), 0)
  const cells = [
    [
      t('outcomes.cost'),
      euros(
        sum(({ costCents }) => costCents),
        shell.locale,
      ),
    ],
    [
      t('outcomes.without'),
      euros(
        sum(({ withoutCents }) => withoutCents),
        shell.locale,
      ),
    ],
    [
      t('outcomes.gap'),
      signedEuros(
        sum(({ gapCents }) => gapCents),
        shell.locale,
      ),
    ],
  ] as const
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('balance.all')}</th>
        {cells.map(([label, value]) => (
          <td class="number" data-label={label}>
            {value}
          </td>
        ))}
        <td />
        <td />
      </tr>
    </tfoot>
  )
}
