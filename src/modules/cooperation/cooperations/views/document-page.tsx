import { ErrorSummary, type FormState, TextArea } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { type AgreementBlock, variables } from '../agreement-text.rules.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { PartPage } from './part-page.tsx'

export interface DocumentPageProps {
  readonly cooperation: Cooperation
  /** What the latest text says once filled in. */
  readonly preview: readonly AgreementBlock[]
  readonly state: FormState
}

/** The text of the agreement, from its template. */
export function DocumentPage({
  cooperation,
  preview,
  state,
  shell,
}: DocumentPageProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t('documents.title')} lead={t('documents.lead')}>
      <form method="post" action={cooperationsPaths.documents(cooperation.slug)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <input type="hidden" name="version" value={cooperation.version} />
        <TextArea
          name="texte"
          label={t('documents.text')}
          hint={t('documents.text_hint', { list: variables.map((name) => `{{${name}}}`).join(', ') })}
          rows={22}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('documents.save')}
        </button>
      </form>
      <section aria-labelledby="apercu" class="card">
        <h2 id="apercu">{t('documents.preview')}</h2>
        {preview.map(({ kind, text }) =>
          kind === 'heading' ? <h3>{text}</h3> : <p>{kind === 'item' ? `• ${text}` : text}</p>,
        )}
      </section>
    </PartPage>
  )
}
