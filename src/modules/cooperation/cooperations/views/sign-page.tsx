import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, stayingParties } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { PartPage } from './part-page.tsx'

export interface SignPageProps {
  readonly cooperation: Cooperation
  readonly needsSignatures: boolean
  readonly state: FormState
}

/** Who signs for each party. */
export function SignPage({
  cooperation,
  needsSignatures,
  state,
  shell,
}: SignPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage
      shell={shell}
      cooperation={cooperation}
      title={t('sign.title')}
      lead={t(needsSignatures ? 'sign.lead' : 'sign.lead_informal')}
    >
      <form method="post" action={cooperationsPaths.sign(cooperation.slug)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={cooperation.version} />
        {stayingParties(cooperation).map(({ id, name }) => (
          <TextField
            name={`signataire-${id}`}
            label={t('sign.who', { party: name })}
            state={state}
            required={needsSignatures}
          />
        ))}
        <button class="button" type="submit">
          {t('sign.do')}
        </button>
      </form>
    </PartPage>
  )
}
