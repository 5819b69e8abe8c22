import { answerText, lawPaths, typeQuestion } from '#modules/steering/law/law.public.ts'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { cooperationsPaths } from '../cooperations.paths.ts'
import type { Round } from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import {
  answerOf,
  isTestPassed,
  type LegalTest,
  optionalTests,
  ruleOf,
  type TestName,
  testsOf,
} from '../legal-tests.rules.ts'

export interface LegalSectionProps {
  readonly slug: string
  readonly round: Round
  readonly tests: readonly LegalTest[]
  readonly canTest: boolean
  readonly shell: Shell
}

/** What the law says of the form chosen, question by question. */
export function LegalSection({ slug, round, tests, canTest, shell }: LegalSectionProps) {
  const t = cooperationsWords(shell.locale)
  const asked = optionalTests.filter((name) => canTest || tests.some((test) => test.name === name))
  return (
    <section aria-labelledby="droit">
      <h2 id="droit">{t('law.title')}</h2>
      <TableScroll label={t('law.title')} stack>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('law.question')}</th>
              <th scope="col">{t('law.answer')}</th>
              <th scope="col">{t('law.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {[...testsOf(round), ...asked].map((name) => (
              <Row
                slug={slug}
                name={name}
                test={tests.find((test) => test.name === name)}
                isOptional={optionalTests.includes(name)}
                canTest={canTest}
                shell={shell}
                t={t}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function Row({
  slug,
  name,
  test,
  isOptional,
  canTest,
  shell,
  t,
}: {
  readonly slug: string
  readonly name: TestName
  readonly test: LegalTest | undefined
  readonly isOptional: boolean
  readonly canTest: boolean
  readonly shell: Shell
  readonly t: CooperationsWords
}) {
  const { locale } = shell
  const rule = ruleOf(name)
  const address = test && !test.isSetAside ? typeQuestion(rule, test.facts, test.askedOn) : {}
  return (
    <tr>
      <th scope="row">
        <a href={`${lawPaths.rule(rule.id, address)}${test ? '#reponse' : ''}`}>{t(`test.${name}`)}</a>
        <span class="sub">{rule.id}</span>
      </th>
      <td data-label={t('law.answer')}>
        <Said test={test} isOptional={isOptional} shell={shell} t={t} />
        {canTest ? (
          <p>
            <a href={cooperationsPaths.tests(slug, name)}>
              {t(test ? 'law.again' : 'law.ask')}
              <span class="hidden-text"> {t(`test.${name}`)}</span>
            </a>
          </p>
        ) : null}
      </td>
      <td data-label={t('law.reason')} class="typed">
        {test?.reason || '–'}
        {test ? (
          <span class="sub">
            <time datetime={test.askedOn}>{formatDay(test.askedOn, locale)}</time>
          </span>
        ) : null}
      </td>
    </tr>
  )
}

function Said({
  test,
  isOptional,
  shell,
  t,
}: {
  readonly test: LegalTest | undefined
  readonly isOptional: boolean
  readonly shell: Shell
  readonly t: CooperationsWords
}) {
  if (!test)
    return (
      <span class="badge" data-state={isOptional ? undefined : 'pending'}>
        {t(isOptional ? 'law.may_ask' : 'law.to_ask')}
      </span>
    )
  const answer = answerOf(test)
  const verdict = verdictOf(test)
  return (
    <>
      <span class="badge" data-state={looks[verdict]}>
        {t(`law.${verdict}`)}
      </span>{' '}
      {answer ? answerText(answer, shell.locale) : null}
    </>
  )
}

const looks = { aside: 'met', passed: 'met', explained: 'pending', blocks: 'unmet' } as const

/** A reservation that somebody explained does not stop the cooperation, and never reads as if nothing had been found. */
function verdictOf(test: LegalTest): keyof typeof looks {
  if (test.isSetAside) return 'aside'
  if (!isTestPassed(test)) return 'blocks'
  const status = answerOf(test)?.status
  return status === 'warning' || status === 'forbidden' ? 'explained' : 'passed'
}
