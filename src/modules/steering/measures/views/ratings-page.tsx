import { ErrorSummary, type FormState, RadioField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { measuresPaths } from '../measures.paths.ts'
import { measuresWords } from '../measures.words.ts'
import { type AskedAxis, radarQuestions } from '../radar.rules.ts'

export interface RatingsProps {
  readonly measure: { readonly code: string; readonly title: string }
  readonly state: FormState
}

const askedAxes: readonly AskedAxis[] = ['necessity', 'inside_effect', 'outside_effect']
const scores = ['0', '1', '2', '3', '4'].map((value) => ({ value, label: value }))

/** The questions that people answer for the radar, from 0 to 4. */
export function RatingsPage({ shell, measure, state }: RatingsProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  return (
    <Page shell={shell} title={t('analysis.radar')}>
      <p class="crumb">
        <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
      </p>
      <h1>{t('analysis.radar')}</h1>
      <p class="lead">{t('analysis.radar_note')}</p>
      <form method="post" action={measuresPaths.ratings(measure.code)}>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="vu" value={state.values.vu ?? '{}'} />
        {askedAxes.map((axis) => (
          <section aria-labelledby={axis}>
            <h2 id={axis}>{t(`axis.${axis}`)}</h2>
            {radarQuestions[axis].map((question) => (
              <RadioField
                name={question}
                label={t(`question.${question}`)}
                state={state}
                choices={scores}
                isScale
              />
            ))}
          </section>
        ))}
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}
