import { type FormState, SelectField, TextArea } from '#web/form.tsx'
import type { InLanguage } from '#web/shell.ts'
import type { Step } from '../life-cycle.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import type { Measure } from '../measures.rules.ts'
import { measuresWords } from '../measures.words.ts'

export interface StepPanelProps {
  readonly measure: Measure
  readonly steps: readonly Step[]
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly state: FormState
  readonly shell: InLanguage
}

/** Where the page's top leads. */
export const stepPanelId = 'prochaine-etape'

/** The acts that this person may do now: one button each, with the reason and the deliberation that go with it. */
export function StepPanel({ measure, steps, deliberations, state, shell }: StepPanelProps) {
  const t = measuresWords(shell.locale)
  if (steps.length === 0) return null
  return (
    <form method="post" action={measuresPaths.step(measure.code)} class="card" noValidate>
      <h2 id={stepPanelId}>{t('page.next_step')}</h2>
      <input type="hidden" name="version" value={measure.version} />
      <TextArea
        name="motif"
        label={t('form.reason')}
        hint={t('form.step_reason_hint')}
        rows={2}
        state={state}
      />
      {deliberations.length > 0 ? (
        <SelectField
          name="deliberation"
          label={t('form.deliberation')}
          empty={t('form.no_deliberation')}
          state={state}
          choices={deliberations.map(({ id, label }) => ({ value: id, label }))}
        />
      ) : null}
      <p class="button-row">
        {steps.map((step) => (
          <button
            class={step === 'drop' ? 'button-danger' : 'button'}
            type="submit"
            name="etape"
            value={step}
          >
            {t(`step.${step}`)}
          </button>
        ))}
      </p>
    </form>
  )
}
