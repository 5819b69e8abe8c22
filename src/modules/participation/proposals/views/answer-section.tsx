import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { TextArea } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { TableScroll } from '#web/table.tsx'
import { type CostLine, costSections, costTotals } from '../assessment.rules.ts'
import { proposalsPaths } from '../proposals.paths.ts'
import type { ProposalsWords } from '../proposals.words.ts'
import type { ProposalInner } from './proposal-page.tsx'
import { RichText } from './rich-text.tsx'

/** What the town answered and why, or by which day it will. */
export function AnswerSection({ proposal, answer, costs, countdown, shell, t }: ProposalInner) {
  if (answer && proposal.verdict)
    return (
      <section class="card" id="reponse">
        <h2>{t(`answer.${proposal.verdict}`)}</h2>
        <p class="muted">
          {t('answer.by', {
            who: answer.answererTitle,
            day: formatDay(answer.answeredOn, shell.locale),
          })}
        </p>
        <RichText text={answer.reasons} />
        {answer.nextSteps ? (
          <>
            <h3>{t('answer.next_steps')}</h3>
            <RichText text={answer.nextSteps} />
          </>
        ) : null}
        {costs.length > 0 ? <h3>{t('costs.title')}</h3> : null}
        <CostTable costs={costs} locale={shell.locale} t={t} />
      </section>
    )
  if (!countdown || !proposal.answerDueOn) return null
  const day = formatDay(proposal.answerDueOn, shell.locale)
  return (
    <p class={countdown.kind === 'late' ? 'alert' : 'card'}>
      {countdown.kind === 'late'
        ? t('countdown.late_text', { day, count: countdown.days })
        : t('countdown.left_text', { day, count: countdown.days })}
    </p>
  )
}

/** The cost line by line; the two sections of the budget stay apart. */
export function CostTable({
  costs,
  locale,
  t,
}: {
  readonly costs: readonly CostLine[]
  readonly locale: Locale
  readonly t: ProposalsWords
}) {
  if (costs.length === 0) return null
  const totals = costTotals(costs)
  return (
    <TableScroll label={t('costs.title')} stack>
      <table class="table">
        <caption>{t('costs.lines')}</caption>
        <tbody>
          {costs.map((line) => (
            <tr>
              <th scope="row">{line.label}</th>
              <td data-label={t('costs.section')}>{t(`section.${line.section}`)}</td>
              <td data-label={t('costs.amount_short')} class="number">
                {formatEuros(line.cents, locale)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {costSections
            .filter((section) => costs.some((line) => line.section === section))
            .map((section) => (
              <tr>
                <th scope="row" colSpan={2}>
                  {t(`costs.total_${section}`)}
                </th>
                <td data-label={t('costs.amount_short')} class="number">
                  {formatEuros(totals[section], locale)}
                </td>
              </tr>
            ))}
        </tfoot>
      </table>
    </TableScroll>
  )
}

/** Questions of the services, and what the authors answered. */
export function QuestionsSection({ proposal, questions, me, state, t }: ProposalInner) {
  if (questions.length === 0) return null
  return (
    <section>
      <h2>{t('questions.title')}</h2>
      {questions.map(({ id, asker, question, reply }) => (
        <div class="card">
          <p>
            <strong>{t('questions.asks', { who: asker })}</strong> {question}
          </p>
          {reply ? (
            <p>
              <strong>{t('questions.reply')}</strong> {reply}
            </p>
          ) : null}
          {!reply && me.isAuthor && me.canDiscuss ? (
            <form method="post" action={proposalsPaths.questionReply(proposal.number, id)} noValidate>
              <TextArea name="reponse" label={t('questions.your_reply')} rows={3} state={state} required />
              <button class="button" type="submit">
                {t('questions.send')}
              </button>
            </form>
          ) : null}
        </div>
      ))}
    </section>
  )
}
