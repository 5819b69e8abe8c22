import { ErrorSummary, type FormState, RadioField, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { PartPage } from './part-page.tsx'

export interface ReviewPageProps {
  readonly cooperation: Cooperation
  readonly state: FormState
}

/** The yearly review of a cooperation. */
export function ReviewPage({ cooperation, state, shell }: ReviewPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t('review.title')} lead={t('review.lead')}>
      <form method="post" action={cooperationsPaths.review(cooperation.slug)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <div class="field-columns">
          <TextField
            name="annee"
            label={t('review.year')}
            inputMode="numeric"
            size="short"
            state={state}
            required
          />
          <TextField
            name="tenu_le"
            label={t('review.held')}
            type="date"
            size="short"
            state={state}
            required
          />
        </div>
        <TextArea
          name="resultats"
          label={t('review.results')}
          hint={t('review.results_hint')}
          rows={5}
          state={state}
          required
        />
        <TextArea name="difficultes" label={t('review.difficulties')} rows={3} state={state} />
        <RadioField
          name="suite"
          label={t('review.decision')}
          state={state}
          choices={(['keep', 'change', 'end'] as const).map((value) => ({
            value,
            label: t(`review.${value}`),
          }))}
          required
        />
        <button class="button" type="submit">
          {t('review.save')}
        </button>
      </form>
    </PartPage>
  )
}
