import { CheckField, ErrorSummary, type FormState, RadioField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, termKinds } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { PartPage } from './part-page.tsx'

export interface TermsPageProps {
  readonly cooperation: Cooperation
  readonly state: FormState
}

/** Term, notice, exit and money of the form chosen. */
export function TermsPage({ cooperation, state, shell }: TermsPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  const number = { inputMode: 'numeric', size: 'short', state } as const
  const money = { inputMode: 'decimal', size: 'short', state } as const
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t('terms.title')} lead={t('terms.lead')}>
      <form method="post" action={cooperationsPaths.terms(cooperation.slug)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={cooperation.version} />
        <TextField name="effet" label={t('terms.effect')} type="date" size="short" state={state} />
        <RadioField
          name="duree"
          label={t('terms.kind')}
          state={state}
          choices={termKinds.map((kind) => ({ value: kind, label: t(`terms.kind_${kind}`) }))}
          required
        />
        <div class="field-columns">
          <TextField name="mois" label={t('terms.months')} hint={t('terms.months_hint')} {...number} />
          <TextField name="renouvellement" label={t('terms.renewal')} {...number} />
          <TextField name="fois" label={t('terms.times')} hint={t('terms.times_hint')} {...number} />
          <TextField name="preavis" label={t('terms.notice')} hint={t('terms.notice_hint')} {...number} />
        </div>
        <TextArea
          name="sortie"
          label={t('terms.exit_clause')}
          hint={t('terms.exit_clause_hint')}
          rows={5}
          state={state}
        />
        <div class="field-columns">
          <TextField
            name="sortie_preavis"
            label={t('terms.exit_notice')}
            hint={t('terms.exit_notice_hint')}
            {...number}
          />
          <TextField name="sortie_cout" label={t('terms.exit_cost')} {...money} />
          <TextField name="cout" label={t('terms.yearly')} {...money} />
        </div>
        <CheckField name="confirme" label={t('terms.reconfirms')} state={state} />
        <button class="button" type="submit">
          {t('terms.save')}
        </button>
      </form>
    </PartPage>
  )
}
