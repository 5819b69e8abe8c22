import type { ComponentChildren } from 'preact'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import type { Answer } from '../evaluate.rules.ts'
import type { FactSpecs } from '../facts.rules.ts'
import { type LawWords, lawWords } from '../law.words.ts'
import type { AnyRule } from '../rule.rules.ts'
import { excessText, factText, thresholdText, valueText } from '../value-text.ts'

export interface AnswerSectionProps {
  readonly rule: AnyRule
  readonly answer: Answer
  readonly facts: Readonly<Record<string, unknown>>
  /** Names of the fields of the facts that are lacking, in the order of the answer's `missing`. */
  readonly missingFields: readonly string[]
  readonly today: CalendarDate
  readonly shell: Shell
}

/** The answer with all that one needs to check it by hand; printed, it is annexed to a file. */
export function AnswerSection({ rule, answer, facts, missingFields, today, shell }: AnswerSectionProps) {
  const { locale, town } = shell
  const t = lawWords(locale)
  const threshold = thresholdText(answer, rule.facts, locale)
  const excess = excessText(answer, rule.facts, locale)
  return (
    <section aria-labelledby="reponse" class="law-answer">
      <h2 id="reponse">{t('answer.title', { date: formatDay(answer.on, locale) })}</h2>
      <p class="verdict">
        <strong class="badge" data-law={answer.status}>
          {t(`status.${answer.status}`)}
        </strong>{' '}
        {t(`status_long.${answer.status}`)}
      </p>
      <ToVerify answer={answer} shell={shell} t={t} />
      <Missing rule={rule} answer={answer} fields={missingFields} shell={shell} t={t} />
      <dl class="facts">
        {answer.value === null ? null : (
          <Fact term={t('answer.value')}>{valueText(answer.value, answer.unit, locale)}</Fact>
        )}
        {threshold ? <Fact term={t('answer.threshold')}>{threshold}</Fact> : null}
        {excess ? <Fact term={t('answer.excess')}>{excess}</Fact> : null}
        {answer.cure ? <Fact term={t('answer.cure')}>{answer.cure[locale]}</Fact> : null}
        <Fact term={t('answer.version')}>
          {answer.version ?? t('answer.no_version')} · <span lang="fr">{answer.article}</span>
        </Fact>
        <Fact term={t('answer.next_change')}>
          {answer.nextChange ? (
            <time datetime={answer.nextChange}>{formatDay(answer.nextChange, locale)}</time>
          ) : (
            t('answer.no_change')
          )}
        </Fact>
      </dl>
      <Given rule={rule} facts={facts} shell={shell} t={t} />
      <Steps answer={answer} shell={shell} t={t} />
      <p class="muted">
        {t('answer.signed', {
          town: town.name,
          date: formatDay(today, locale),
          reviewed: formatDay(answer.reviewedOn, locale),
        })}{' '}
        {town.isFictional ? t('answer.fictional') : ''}
      </p>
      <p class="muted no-print">{t('answer.print')}</p>
    </section>
  )
}

interface Part {
  readonly shell: Shell
  readonly t: LawWords
}

export function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ToVerify({ answer, shell, t }: Part & { answer: Answer }) {
  if (answer.confidence !== 'to_verify' && !answer.toVerify) return null
  return (
    <p class="alert">
      <strong>{t('confidence.to_verify')}</strong> {answer.toVerify?.[shell.locale] ?? ''}
    </p>
  )
}

function Missing({
  rule,
  answer,
  fields,
  shell,
  t,
}: Part & { rule: AnyRule; answer: Answer; fields: readonly string[] }) {
  if (answer.missing.length === 0) return null
  return (
    <div class="notice">
      <p>{t('answer.missing')}</p>
      <ul>
        {answer.missing.map((name, index) => (
          <li>
            <a href={`#${fields[index] ?? name}`}>{meaningOf(rule.facts, name, shell.locale)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a fact means; of one in a row of a list (`aids[1].cents`), after what the list is. */
function meaningOf(specs: FactSpecs, path: string, locale: Locale): string {
  const [name = '', ...inside] = path.split(/\[\d+\]\.?/)
  const spec = specs[name]
  const meaning = spec?.meaning[locale] ?? name
  const rest = inside.join('.')
  return spec?.type === 'list' && rest ? `${meaning}, ${meaningOf(spec.items, rest, locale)}` : meaning
}

function Given({ rule, facts, shell, t }: Part & { rule: AnyRule; facts: AnswerSectionProps['facts'] }) {
  const given = Object.entries(rule.facts).filter(([name]) => facts[name] !== undefined)
  if (given.length === 0) return null
  return (
    <>
      <h3>{t('answer.facts')}</h3>
      <ul>
        {given.map(([name, spec]) => (
          <li>
            {spec.meaning[shell.locale]}
            {shell.locale === 'fr' ? '\u00a0: ' : ': '}
            <strong>{factText(spec, facts[name], shell.locale)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

function Steps({ answer, shell, t }: Part & { answer: Answer }) {
  if (answer.steps.length === 0) return null
  return (
    <>
      <h3>{t('answer.steps')}</h3>
      <ol>
        {answer.steps.map((step) => (
          <li>
            {step.text[shell.locale]}
            {shell.locale === 'fr' ? '\u00a0: ' : ': '}
            <strong>{valueText(step.value, step.unit, shell.locale)}</strong>
          </li>
        ))}
      </ol>
    </>
  )
}
