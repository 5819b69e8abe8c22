import { type ScenarioReport, scenariosPaths } from '#modules/steering/scenarios/scenarios.public.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { notesPaths } from '../notes.paths.ts'
import { notesWords } from '../notes.words.ts'

export interface ChooseNoteProps {
  readonly reports: readonly ScenarioReport[]
  /** Whether the person may write a scenario. */
  readonly canPrepare: boolean
  /** The scenario that was asked for is not computed yet. */
  readonly missing: boolean
}

export function ChooseNotePage(props: ChooseNoteProps & { readonly shell: Shell }) {
  const { shell, reports, canPrepare, missing } = props
  const t = notesWords(shell.locale)
  return (
    <Page shell={shell} title={t('page.title')}>
      <h1>{t('page.title')}</h1>
      <p class="lead">{t('page.lead')}</p>
      {missing ? <p class="alert">{t('page.not_solved')}</p> : null}
      {reports.length === 0 ? (
        <p class="empty">
          {t('page.none')} {canPrepare ? <a href={scenariosPaths.new()}>{t('page.to_scenarios')}</a> : null}
        </p>
      ) : (
        <>
          <h2>{t('page.choose')}</h2>
          <ul class="cards">
            {reports.map(({ scenario, check }) => (
              <li class="card">
                <h3>
                  <a href={check ? notesPaths.show(scenario.code) : scenariosPaths.show(scenario.code)}>
                    {scenario.title}
                  </a>
                </h3>
                <p>{check ? scenario.summary : t('page.not_solved')}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}
