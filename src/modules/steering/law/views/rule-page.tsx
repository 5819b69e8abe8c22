import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Example } from '../examples.rules.ts'
import { lawPaths } from '../law.paths.ts'
import { type LawWords, lawWords } from '../law.words.ts'
import { dayField, type Question, typeQuestion } from '../question.rules.ts'
import type { AnyRule, RuleVersion } from '../rule.rules.ts'
import { versionOn } from '../search.rules.ts'
import { sources } from '../sources.ts'
import { AnswerSection, Fact } from './answer-section.tsx'
import { FactFields } from './fact-fields.tsx'

export interface RulePageProps {
  readonly rule: AnyRule
  readonly today: CalendarDate
  readonly state: FormState
  /** Null before anything was asked. */
  readonly question: Question | null
  readonly examples: readonly Example[]
}

export function RulePage({
  shell,
  rule,
  today,
  state,
  question,
  examples,
}: RulePageProps & { shell: Shell }) {
  const { locale } = shell
  const t = lawWords(locale)
  const version = versionOn(rule, today)
  return (
    <Page shell={shell} title={`${rule.id}, ${rule.title[locale]}`}>
      <p class="crumb">
        <a href={lawPaths.list()}>{t('list.title')}</a> ·{' '}
        <a href={lawPaths.list({ theme: rule.theme })}>{t(`theme.${rule.theme}`)}</a>
      </p>
      <h1>
        {rule.title[locale]} <span class="badge">{rule.id}</span>
      </h1>
      {version ? <Identity rule={rule} version={version} today={today} shell={shell} t={t} /> : null}
      {question?.answer ? (
        <AnswerSection
          rule={rule}
          answer={question.answer}
          facts={question.facts}
          missingFields={question.missing}
          today={today}
          shell={shell}
        />
      ) : null}
      <AskForm rule={rule} state={state} shell={shell} t={t} />
      <Examples rule={rule} examples={examples} shell={shell} t={t} />
      <Versions rule={rule} shell={shell} t={t} />
      <p class="muted no-print">
        <a href={lawPaths.apiRule(rule.id)}>JSON</a> · <a href={lawPaths.openApi()}>OpenAPI</a>
      </p>
    </Page>
  )
}

interface Part {
  readonly rule: AnyRule
  readonly shell: Shell
  readonly t: LawWords
}

function Identity({
  rule,
  version,
  today,
  shell,
  t,
}: Part & { version: RuleVersion<never>; today: CalendarDate }) {
  const { locale } = shell
  const isInForce =
    (version.from === null || version.from <= today) && (version.to === null || version.to >= today)
  return (
    <>
      <p class="lead">{version.statement[locale]}</p>
      <dl class="facts">
        <Fact term={t('rule.article')}>
          <span lang="fr">{version.article}</span>
        </Fact>
        <Fact term={t('rule.in_force')}>
          {isInForce
            ? forceText(version, shell, t)
            : t('rule.not_today', { force: forceText(version, shell, t) })}
        </Fact>
        <Fact term={t('rule.anchor')}>{t(`anchor.${rule.anchor}`)}</Fact>
        <Fact term={t('rule.source')}>
          <span lang="fr">{version.sources.map((key) => sources[key]).join(' ; ')}</span>
        </Fact>
        <Fact term={t('rule.confidence')}>
          {t(`confidence.${version.confidence}`)}
          {version.toVerify ? <span class="muted"> {version.toVerify[locale]}</span> : null}
        </Fact>
        <Fact term={t('rule.reviewed_on')}>
          <time datetime={version.reviewedOn}>{formatDay(version.reviewedOn, locale)}</time>
        </Fact>
      </dl>
    </>
  )
}

function forceText({ from, to }: RuleVersion<never>, { locale }: Shell, t: LawWords): string {
  if (from && to) return t('force.between', { from: formatDay(from, locale), to: formatDay(to, locale) })
  if (from) return t('force.from', { from: formatDay(from, locale) })
  if (to) return t('force.to', { to: formatDay(to, locale) })
  return t('force.always')
}

/** A GET form: the question is the address, to share or to keep. */
function AskForm({ rule, state, shell, t }: Part & { state: FormState }) {
  const hasFacts = Object.keys(rule.facts).length > 0
  return (
    <section aria-labelledby="essayer" class="no-print">
      <h2 id="essayer">{t('ask.title')}</h2>
      <p>{t(hasFacts ? 'ask.lead' : 'ask.lead_day')}</p>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="get" action={`${lawPaths.rule(rule.id)}#reponse`} class="card" noValidate>
        <TextField
          name={dayField}
          label={t(`anchor.${rule.anchor}`)}
          type="date"
          size="short"
          state={state}
          required
        />
        <FactFields specs={rule.facts} state={state} locale={shell.locale} />
        <button class="button" type="submit">
          {t('ask.submit')}
        </button>
      </form>
    </section>
  )
}

function Examples({ rule, examples, shell, t }: Part & { examples: readonly Example[] }) {
  if (examples.length === 0) return null
  return (
    <section aria-labelledby="exemples" class="no-print">
      <h2 id="exemples">{t('examples.title')}</h2>
      <ul>
        {examples.map(({ text, on, facts }) => (
          <li>
            <a href={`${lawPaths.rule(rule.id, typeQuestion(rule, facts, on))}#reponse`}>
              {text[shell.locale]}
            </a>{' '}
            <span class="muted">
              <time datetime={on}>{formatDay(on, shell.locale)}</time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Versions({ rule, shell, t }: Part) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('versions.title')}</h2>
      <ol class="timeline">
        {rule.before ? (
          <li>
            <strong>{t('versions.before')}</strong>
            <p>{rule.before.text[shell.locale]}</p>
          </li>
        ) : null}
        {rule.versions.map((version) => (
          <li>
            <strong>{version.version}</strong> {forceText(version, shell, t)}
            <p>{version.statement[shell.locale]}</p>
            <p>
              <span lang="fr">{version.article}</span> · {t(`confidence.${version.confidence}`)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
