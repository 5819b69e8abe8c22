import { type FormState, SelectField, TextArea, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { processesPaths } from '../processes.paths.ts'
import type { Process } from '../processes.rules.ts'
import { processesWords } from '../processes.words.ts'
import type { ProcessAct, Readiness } from '../promise.rules.ts'

export interface ActPanelProps {
  readonly process: Process
  readonly readiness: Readiness
  readonly openActs: readonly ProcessAct[]
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly state: FormState
  readonly shell: Shell
}

/** Where the page's top leads. */
export const actPanelId = 'prochain-acte'

/** The acts that this person may do now, each with what it needs. */
export function ActPanel(props: ActPanelProps) {
  const { process, openActs, deliberations, state, shell } = props
  const t = processesWords(shell.locale)
  if (openActs.length === 0) return null
  const forward = openActs.filter((act) => act === 'sign' || act === 'open' || act === 'close')
  return (
    <section aria-labelledby={actPanelId}>
      <h2 id={actPanelId}>{t('acts.title')}</h2>
      {openActs.includes('answer') ? (
        <p>
          <a class="button" href={processesPaths.answers(process.slug)}>
            {t('do.answer')}
          </a>
        </p>
      ) : null}
      <form method="post" action={processesPaths.act(process.slug)} class="card" noValidate>
        <input type="hidden" name="version" value={process.version} />
        {forward.map((act) => (
          <p>{t(`do.${act}.means`)}</p>
        ))}
        <TextArea name="motif" label={t('acts.reason')} hint={t('acts.reason_hint')} rows={2} state={state} />
        {deliberations.length > 0 && forward.includes('sign') ? (
          <SelectField
            name="deliberation"
            label={t('acts.deliberation')}
            empty={t('acts.no_deliberation')}
            state={state}
            choices={deliberations.map(({ id, label }) => ({ value: id, label }))}
          />
        ) : null}
        {openActs.includes('extend') && process.phases.length > 0 ? (
          <details open={state.errors.jusqu_au !== undefined || state.errors.phase !== undefined}>
            <summary>{t('acts.extend')}</summary>
            <SelectField
              name="phase"
              label={t('acts.phase')}
              state={state}
              choices={process.phases.map(({ id, title, endsOn }) => ({
                value: id,
                label: t('acts.phase_until', { title, day: formatDay(endsOn, shell.locale) }),
              }))}
            />
            <TextField name="jusqu_au" label={t('acts.until')} type="date" size="short" state={state} />
            <button class="button-quiet" type="submit" name="acte" value="extend">
              {t('do.extend')}
            </button>
          </details>
        ) : null}
        <p class="button-row">
          {forward.map((act) => (
            <button class="button" type="submit" name="acte" value={act}>
              {t(`do.${act}`)}
            </button>
          ))}
          {openActs.includes('abandon') ? (
            <button class="button-danger" type="submit" name="acte" value="abandon">
              {t('do.abandon')}
            </button>
          ) : null}
        </p>
      </form>
    </section>
  )
}
