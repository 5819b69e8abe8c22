import { type FormState, TextField } from '#web/form.tsx'
import { sharedServicesWords } from '../shared-services.words.ts'
import type { InShell } from './pieces.tsx'

/** Which authority a party is, and what the split file calls it. */
export function AuthorityFields({ shell, state }: InShell & { readonly state: FormState }) {
  const t = sharedServicesWords(shell.locale)
  return (
    <>
      <TextField
        name="code_insee"
        label={t('field.authority')}
        hint={t('field.authority_hint')}
        size="short"
        state={state}
      />
      <TextField name="nom" label={t('field.party_name')} hint={t('field.party_name_hint')} state={state} />
      <TextField
        name="sigle"
        label={t('field.reference')}
        hint={t('field.reference_hint')}
        size="short"
        state={state}
        required
      />
    </>
  )
}
