import { formatDay, formatNumber } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Cooperation } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import {
  type Exposure,
  exposureParts,
  mostPoints,
  type PartyExposure,
  type TutelageSign,
} from '../exposure.rules.ts'
import { PartPage } from './part-page.tsx'

export interface ExposurePageProps {
  readonly cooperation: Cooperation
  /** Null as long as no form was chosen. */
  readonly exposure: Exposure | null
  readonly signs: readonly TutelageSign[]
}

type Inner = { readonly shell: Shell; readonly t: CooperationsWords }

/** How hard a change of majority would hit, why, and what would lower it. */
export function ExposurePage({
  cooperation,
  exposure,
  signs,
  shell,
}: ExposurePageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage
      shell={shell}
      cooperation={cooperation}
      title={t('exposure.title')}
      lead={t('exposure.lead')}
      width="wide"
    >
      {exposure === null ? (
        <p class="empty">{t('exposure.nothing')}</p>
      ) : (
        <>
          <p class="verdict">
            <strong>{t('exposure.score', { score: exposure.score })}</strong>{' '}
            <span class="badge" data-state={looks[exposure.level]}>
              {t(`exposure.${exposure.level}`)}
            </span>
          </p>
          <PointsTable exposure={exposure} shell={shell} t={t} />
          <Cures exposure={exposure} t={t} />
          <Concentration exposure={exposure} shell={shell} t={t} />
          <Tutelage signs={signs} t={t} />
          <details>
            <summary>{t('exposure.how')}</summary>
            <p>{t('exposure.how_text')}</p>
          </details>
        </>
      )}
    </PartPage>
  )
}

const looks = { low: 'met', medium: 'pending', high: 'unmet' } as const

function PointsTable({ exposure, shell, t }: Inner & { readonly exposure: Exposure }) {
  return (
    <TableScroll label={t('exposure.points')} stack>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('exposure.party')}</th>
            <th scope="col">{t('exposure.renewal')}</th>
            <th scope="col">{t('exposure.exit')}</th>
            {exposureParts.map((part) => (
              <th scope="col" class="number">
                {t(`exposure.part.${part}`)}
              </th>
            ))}
            <th scope="col" class="number">
              {t('exposure.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {exposure.parties.map((party) => (
            <tr>
              <th scope="row">{party.name}</th>
              <td data-label={t('exposure.renewal')}>{formatDay(party.renewalOn, shell.locale)}</td>
              <td data-label={t('exposure.exit')}>{exitText(party, t)}</td>
              {exposureParts.map((part) => (
                <td class="number" data-label={t(`exposure.part.${part}`)}>
                  {t('exposure.out_of', { points: party.points[part], most: mostPoints[part] })}
                </td>
              ))}
              <td class="number" data-label={t('exposure.total')}>
                <strong>{party.score}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function exitText({ monthsToExit }: PartyExposure, t: CooperationsWords): string {
  return monthsToExit === null ? t('exposure.never') : t('exposure.months', { count: monthsToExit })
}

/** For the party most exposed: that is where the score comes from. */
function Cures({ exposure, t }: { readonly exposure: Exposure; readonly t: CooperationsWords }) {
  const most = exposure.parties.find(({ score }) => score === exposure.score)
  return (
    <section aria-labelledby="remedes">
      <h2 id="remedes">{t('exposure.cures')}</h2>
      {most && most.cures.length > 0 ? (
        <ul>
          {most.cures.map(({ part, scoreAfter }) => (
            <li>
              {t(`exposure.cure.${part}`, {
                party: most.name,
                score: scoreAfter,
              })}
            </li>
          ))}
        </ul>
      ) : (
        <p class="muted">{t('exposure.no_cures')}</p>
      )}
    </section>
  )
}

function Concentration({ exposure, shell, t }: Inner & { readonly exposure: Exposure }) {
  if (exposure.concentration === null) return null
  return (
    <p>
      {t('exposure.concentration')} : <strong>{formatNumber(exposure.concentration, shell.locale, 2)}</strong>{' '}
      <span class="sub">
        {t('exposure.concentration_means', {
          even: formatNumber(1 / Math.max(1, exposure.parties.length), shell.locale, 2),
        })}
      </span>
    </p>
  )
}

function Tutelage({ signs, t }: { readonly signs: readonly TutelageSign[]; readonly t: CooperationsWords }) {
  return (
    <section aria-labelledby="tutelle">
      <h2 id="tutelle">{t('exposure.tutelage')}</h2>
      {signs.length === 0 ? (
        <p>
          <span class="badge" data-state="met">
            {t('exposure.no_sign')}
          </span>
        </p>
      ) : (
        <ul>
          {signs.map((sign) => (
            <li>{t(`exposure.sign.${sign}`)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
