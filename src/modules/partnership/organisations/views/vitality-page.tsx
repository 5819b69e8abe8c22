import type { CalendarDate } from '#kernel/calendar-date.ts'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { organisationsPaths } from '../organisations.paths.ts'
import { organisationsWords } from '../organisations.words.ts'
import type { Indicator, Vitality } from '../vitality.queries.ts'

export interface VitalityProps {
  readonly vitality: Vitality
  readonly measure: { readonly code: string; readonly title: string } | null
  readonly today: CalendarDate
  readonly canFollow: boolean
  readonly state: FormState
}

/** How alive the network is, and the measure that this is evidence for. */
export function VitalityPage(props: VitalityProps & { readonly shell: Shell }) {
  const { shell, vitality, measure, today, canFollow, state } = props
  const t = organisationsWords(shell.locale)
  const figures = Object.entries(vitality.figures) as [Indicator, number][]
  return (
    <Page shell={shell} title={t('vitality.title')}>
      <p class="crumb">
        <a href={organisationsPaths.list()}>{t('sheet.back')}</a>
      </p>
      <h1>{t('vitality.title')}</h1>
      <p class="lead">{t('vitality.lead', { day: formatDay(today, shell.locale) })}</p>
      <dl class="facts">
        {figures.map(([name, value]) => (
          <div>
            <dt>{t(`vitality.${name}`)}</dt>
            <dd>
              <strong>{formatNumber(value, shell.locale)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {vitality.emptyTopics.length > 0 ? (
        <>
          <h2>{t('vitality.empty_topics')}</h2>
          <p>{vitality.emptyTopics.map(({ label }) => label[shell.locale]).join(', ')}</p>
        </>
      ) : null}
      <h2>{t('vitality.evidence')}</h2>
      <p>
        {measure ? (
          <>
            {t('vitality.measure')} <a href={measuresPaths.show(measure.code)}>{measure.title}</a>
          </>
        ) : (
          t('vitality.no_measure')
        )}
      </p>
      {canFollow ? (
        <form method="post" action={organisationsPaths.vitality()} noValidate>
          <ErrorSummary state={state} locale={shell.locale} />
          <TextField
            name="mesure"
            label={t('vitality.code')}
            hint={t('vitality.code_hint')}
            state={measure && !state.values.mesure ? { ...state, values: { mesure: measure.code } } : state}
            required
          />
          <button class="button" type="submit">
            {t('vitality.follow')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}
