import { type Answer, answerText } from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState, TextArea } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { agreementVariables } from '../agreement.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

export interface TemplatePageProps {
  readonly call: Call
  /** What the law wants an agreement to state (SUB-03). */
  readonly clauses: Answer | null
  readonly state: FormState
}

export function TemplatePage({ shell, call, clauses, state }: TemplatePageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('template.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('template.title')}</h1>
      <p class="lead">{t('template.lead')}</p>
      {clauses ? (
        <p class={clauses.status === 'allowed' ? 'notice' : 'alert'}>{answerText(clauses, shell.locale)}</p>
      ) : null}
      <form method="post" action={callsPaths.template(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <TextArea name="modele" label={t('template.text')} rows={24} state={state} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
      <h2>{t('template.variables')}</h2>
      <dl class="facts">
        {agreementVariables.map((name) => (
          <div>
            <dt>
              <code>{`{{${name}}}`}</code>
            </dt>
            <dd>{t(`variable.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}
