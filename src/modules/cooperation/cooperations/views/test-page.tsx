import { dayField, FactFields, lawPaths, lawWords, valueText } from '#modules/steering/law/law.public.ts'
import { CheckField, ErrorSummary, type FormState, TextArea, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Cooperation } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import { ruleOf, type TestName } from '../legal-tests.rules.ts'
import { PartPage } from './part-page.tsx'

export interface TestPageProps {
  readonly cooperation: Cooperation
  readonly name: TestName
  /** What the cooperation itself says where a field is left blank. */
  readonly known: Readonly<Record<string, unknown>>
  readonly canSetAside: boolean
  readonly state: FormState
}

/** One question of law: the facts, the day, and why one goes on all the same. */
export function TestPage(props: TestPageProps & { readonly shell: Shell }) {
  const { cooperation, name, known, canSetAside, state, shell } = props
  const { locale } = shell
  const t = cooperationsWords(locale)
  const rule = ruleOf(name)
  return (
    <PartPage shell={shell} cooperation={cooperation} title={t(`test.${name}`)} lead={t('law.facts_lead')}>
      <p>
        <a href={lawPaths.rule(rule.id)}>
          {t('law.read_rule')} {rule.id}
        </a>
      </p>
      <form method="post" action={cooperationsPaths.tests(cooperation.slug, name)} noValidate>
        <ErrorSummary state={state} locale={locale} />
        <input type="hidden" name="version" value={cooperation.version} />
        {canSetAside ? <CheckField name="ecarte" label={t('law.set_aside')} state={state} /> : null}
        <TextField
          name={dayField}
          label={lawWords(locale)(`anchor.${rule.anchor}`)}
          type="date"
          size="short"
          state={state}
        />
        <FactFields
          specs={rule.facts}
          state={state}
          locale={locale}
          notes={Object.fromEntries(
            Object.entries(known).map(([fact, value]) => [
              fact,
              t('law.known', { value: valueText(plain(value), rule.facts[fact]?.unit ?? null, locale) }),
            ]),
          )}
        />
        <TextArea name="motif" label={t('law.why')} hint={t('law.why_hint')} rows={3} state={state} />
        <button class="button" type="submit">
          {t('law.save')}
        </button>
      </form>
    </PartPage>
  )
}

function plain(value: unknown): string | boolean | number {
  return typeof value === 'boolean' || typeof value === 'number' ? value : String(value)
}
