import type { ComponentChildren } from 'preact'
import type { Locale } from '#kernel/locale.ts'
import { type Answer, findRule, lawPaths } from '#modules/steering/law/law.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import type { Process } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'
import type { Readiness } from '../promise.rules.ts'

export interface RightsSectionProps {
  readonly process: Process
  readonly readiness: Readiness
  readonly reserve: Answer | null
  readonly electorate: Answer
  readonly measure: { readonly title: string; readonly href: string } | null
  readonly shell: Shell
}

/** Who decides, who may take part, and the four things that the law says people are told. */
export function RightsSection(props: RightsSectionProps) {
  const { process, shell } = props
  const t = processesWords(shell.locale)
  const where = process.districts.map(({ name }) => name).join(', ')
  return (
    <section aria-labelledby="regles">
      <h2 id="regles">{t('rights.title')}</h2>
      <dl class="told">
        <Fact
          locale={shell.locale}
          term={t('rights.decides')}
          value={process.deciderName || t('rights.not_said')}
        >
          <LawLink answer={props.readiness.level} t={t} />
        </Fact>
        <Fact locale={shell.locale} term={t('rights.refusal')} value={process.refusalReasoning} />
        <Fact locale={shell.locale} term={t('rights.where')} value={where || t('rights.whole_town')} />
        <Fact locale={shell.locale} term={t('rights.who')} value={whoMay(process, t)}>
          <Statement answer={props.electorate} locale={shell.locale} t={t} />
        </Fact>
        <Fact
          locale={shell.locale}
          term={t('rights.moderation')}
          value={t(`moderation.${process.moderation}`)}
        />
        <Fact locale={shell.locale} term={t('rights.procedure')} value={process.procedure}>
          <LawLink answer={props.readiness.publicity} t={t} />
        </Fact>
        <Fact locale={shell.locale} term={t('rights.information')} value={process.information} />
        <Fact locale={shell.locale} term={t('rights.time')} value={process.timeReason} />
        <Fact locale={shell.locale} term={t('rights.results')} value={process.resultsPlan} />
        {process.decisionWithoutOn === null ? null : (
          <Fact
            locale={shell.locale}
            term={t('rights.without')}
            value={t('rights.without_on', { day: formatDay(process.decisionWithoutOn, shell.locale) })}
          />
        )}
        {props.measure ? (
          <div>
            <dt>{t('rights.measure')}</dt>
            <dd>
              <a href={props.measure.href}>{props.measure.title}</a>
            </dd>
          </div>
        ) : null}
      </dl>
      {props.reserve && process.status !== 'answered' ? (
        <p class="alert">
          {t('rights.reserve')} <LawLink answer={props.reserve} t={t} />
        </p>
      ) : null}
    </section>
  )
}

function whoMay({ electorate, minimumAge }: Process, t: ProcessesWords): string {
  const who = t(`electorate.${electorate}`)
  return minimumAge > 0 && electorate !== 'voters' ? t('rights.from_age', { who, age: minimumAge }) : who
}

/** The rule in plain words, from the law module, with its article. */
function Statement({
  answer,
  locale,
  t,
}: {
  readonly answer: Answer
  readonly locale: Locale
  readonly t: ProcessesWords
}) {
  const version = findRule(answer.rule)?.versions.find(({ version: name }) => name === answer.version)
  return (
    <span class="muted">
      {version?.statement[locale]} <LawLink answer={answer} t={t} />
    </span>
  )
}

function LawLink({ answer, t }: { readonly answer: Answer; readonly t: ProcessesWords }) {
  return (
    <a href={lawPaths.rule(answer.rule)}>
      {answer.article}
      <span class="hidden-text"> {t('law.read')}</span>
    </a>
  )
}

function Fact({
  term,
  value,
  locale,
  children,
}: {
  readonly term: string
  readonly value: string
  readonly locale: Locale
  readonly children?: ComponentChildren
}) {
  if (value === '') return null
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <span class="typed">{typeset(value, locale)}</span> {children}
      </dd>
    </div>
  )
}
