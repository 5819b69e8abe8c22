import {
  type Answer,
  type AnyRule,
  answerText,
  FactFields,
  lawPaths,
} from '#modules/steering/law/law.public.ts'
import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

export interface LawPageProps {
  readonly call: Call
  readonly rule: AnyRule
  readonly answer: Answer | null
  readonly state: FormState
}

/** Grant, or public contract under another name? Asked before a call may open. */
export function LawPage({ shell, call, rule, answer, state }: LawPageProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const isGrant = answer?.status === 'allowed'
  return (
    <Page shell={shell} title={t('law.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('law.title')}</h1>
      <p class="lead">{t('law.lead')}</p>
      {answer ? (
        <div class={isGrant ? 'notice' : 'alert'}>
          <p>
            <strong>{t(isGrant ? 'law.grant' : 'law.contract')}</strong>
          </p>
          <p>
            {answerText(answer, shell.locale)} <span class="muted">{answer.article}</span>
          </p>
        </div>
      ) : null}
      <form method="post" action={callsPaths.law(call.code)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <FactFields specs={rule.facts} state={state} locale={shell.locale} />
        <button class="button" type="submit">
          {t('law.ask')}
        </button>
      </form>
      <p>
        <a href={lawPaths.rule(rule.id)}>{t('law.rule')}</a>
      </p>
    </Page>
  )
}
