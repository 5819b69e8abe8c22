import { type OpenNow, OpenNowSection } from '#modules/participation/processes/processes.public.ts'
import { journalPaths, type ShownEntry } from '#modules/people/journal/journal.public.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { TownFigures } from '../home.rules.ts'
import { type HomeWords, homeWords } from '../home.words.ts'
import { CashChart } from './cash-chart.tsx'
import { KeyFigures } from './key-figures.tsx'

export interface HomeProps {
  readonly figures: TownFigures
  /** What people may take part in today. */
  readonly openNow: readonly OpenNow[]
  /** Latest acts that this person may see, the newest first. */
  readonly acts: readonly ShownEntry[]
}

const parts = ['I', 'II', 'III'] as const

/** What the mayor would show: where the town stands, the three parts, what was just decided. */
export function HomePage({ shell, figures, openNow, acts }: HomeProps & { readonly shell: Shell }) {
  const t = homeWords(shell.locale)
  const isEmpty = parts.every((part) => figures.decided[part] === 0)
  return (
    <Page shell={shell} title={t('title')} width="wide">
      <div class="hero">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
      </div>
      <OpenNowSection processes={openNow} shell={shell} />
      <section aria-labelledby="parties">
        <h2 id="parties">{t('parts.title')}</h2>
        <ul class="cards">
          {parts.map((part) => (
            <PartCard part={part} count={figures.decided[part]} t={t} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="chiffres">
        <h2 id="chiffres">{t('figures.title')}</h2>
        {isEmpty ? (
          <p class="empty">{t('empty')}</p>
        ) : (
          <>
            <KeyFigures figures={figures} shell={shell} t={t} />
            {figures.facts > 0 ? <CashChart figures={figures} shell={shell} t={t} /> : null}
          </>
        )}
      </section>
      {acts.length > 0 ? <LatestActs acts={acts} shell={shell} t={t} /> : null}
    </Page>
  )
}

function PartCard({ part, count, t }: { part: (typeof parts)[number]; count: number; t: HomeWords }) {
  return (
    <li class="card" data-part={part}>
      <p class="card-numeral" aria-hidden="true">
        {part}
      </p>
      <h3>{t(`part.${part}`)}</h3>
      <p>{t(`part.${part}.text`)}</p>
      <p class="card-count">{t('part.decided', { count })}</p>
      <p>
        <a href={measuresPaths.list({ part })}>
          {t('part.link')}
          <span class="hidden-text"> {part}</span>
        </a>
      </p>
    </li>
  )
}

function LatestActs({ acts, shell, t }: { acts: readonly ShownEntry[]; shell: Shell; t: HomeWords }) {
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">{t('acts.title')}</h2>
      <p>{t('acts.lead')}</p>
      <ol class="timeline">
        {acts.map(({ act, actedOn }) =>
          act ? (
            <li>
              <time datetime={actedOn}>{formatDay(actedOn, shell.locale)}</time>
              <br />
              <a href={act.href}>{act.subject}</a> <span class="timeline-act">{act.name}</span>
              <p>
                {act.actorName}, {act.capacity}
              </p>
            </li>
          ) : null,
        )}
      </ol>
      <p>
        <a href={journalPaths.list()}>{t('acts.all')}</a>
      </p>
    </section>
  )
}
