import { formatEuros } from '#kernel/cents.ts'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { type Fraction, hiddenLast, toNumber } from '../ranking.rules.ts'
import type { Judged } from '../scenarios.actions.ts'
import { byId } from './file-names.ts'

export interface RankingPageProps {
  readonly judged: Judged
  readonly applications: readonly Application[]
  readonly canArbitrate: boolean
}

export function RankingPage(props: RankingPageProps & { readonly shell: Shell }) {
  const { shell, judged, canArbitrate } = props
  const { call } = judged.offer
  const t = callsWords(shell.locale)
  const ties = judged.ranking.filter(({ isTied }) => isTied).length
  return (
    <Page shell={shell} title={t('ranking.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.jury(call.code)}>{t('jury.title')}</a>
      </p>
      <h1>{t('ranking.title')}</h1>
      <p class="lead">
        {t('ranking.lead', { count: judged.ranking.length })}{' '}
        {ties > 0 ? t('ranking.ties', { count: ties }) : ''} {t(`tie.${call.tieRule}_text`)}
      </p>
      {canArbitrate ? (
        <p>
          <a class="button" href={callsPaths.scenarios(call.code)}>
            {t('scenarios.title')}
          </a>{' '}
          <a href={callsPaths.minutes(call.code)}>{t('minutes.title')}</a>
        </p>
      ) : null}
      <RankingTable {...props} hidden={judged.setAside} t={t} />
      <JurorTable judged={judged} shell={shell} t={t} />
    </Page>
  )
}

type TableProps = Omit<RankingPageProps, 'canArbitrate'> & {
  /** Files whose marks this reader may not see. */
  readonly hidden: ReadonlySet<string>
  readonly shell: Shell
  readonly t: CallsWords
}

/** The files from the best mark to the lowest; those with the same mark share their place. */
export function RankingTable({ judged, applications, hidden, shell, t }: TableProps) {
  const names = byId(applications)
  const mark = (fraction: Fraction | null) =>
    fraction ? formatNumber(toNumber(fraction), shell.locale, 3) : '–'
  return (
    <TableScroll label={t('ranking.title')} stack>
      <table>
        <HiddenCaption>{t('ranking.title')}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t('ranking.place')}
            </th>
            <th scope="col">{t('received.project')}</th>
            <th scope="col" class="number">
              {t('ranking.mark')}
            </th>
            <th scope="col" class="number">
              {t('ranking.spread')}
            </th>
            <th scope="col" class="number">
              {t('ranking.reviews')}
            </th>
            <th scope="col" class="number">
              {t('received.asked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {hiddenLast(judged.ranking, hidden).map((row) => {
            const isHidden = hidden.has(row.id)
            return (
              <tr>
                <td class="number" data-label={t('ranking.place')}>
                  {isHidden ? '–' : row.place}
                  {row.isTied && !isHidden ? <span class="muted"> {t('ranking.tied')}</span> : null}
                </td>
                <th scope="row">
                  {row.number}. {names.get(row.id)?.title}
                  <br />
                  <span class="muted">{names.get(row.id)?.applicantName}</span>
                </th>
                <td class="number" data-label={t('ranking.mark')}>
                  {isHidden ? t('ranking.hidden') : mark(row.mean)}
                </td>
                <td class="number" data-label={t('ranking.spread')}>
                  {isHidden ? '–' : `${mark(row.lowest)} – ${mark(row.highest)}`}
                </td>
                <td class="number" data-label={t('ranking.reviews')}>
                  {row.reviews}
                </td>
                <td class="number" data-label={t('received.asked')}>
                  {formatEuros(row.requestedCents, shell.locale)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function JurorTable({
  judged,
  shell,
  t,
}: {
  readonly judged: Judged
  readonly shell: Shell
  readonly t: CallsWords
}) {
  const name = (id: string) => judged.offer.jurors.find(({ accountId }) => accountId === id)?.name
  return (
    <section aria-labelledby="moyennes">
      <h2 id="moyennes">{t('ranking.jurors')}</h2>
      <p>{t('ranking.jurors_lead')}</p>
      <ul>
        {judged.jurors.map((juror) => (
          <li>
            {name(juror.accountId)} : {formatNumber(juror.mean, shell.locale, 3)}{' '}
            <span class="muted">{t('ranking.on_files', { count: juror.reviews })}</span>{' '}
            {juror.leaning === null ? null : (
              <span class="badge" data-state="pending">
                {t(`ranking.${juror.leaning}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
