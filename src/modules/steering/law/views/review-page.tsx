import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { lawPaths } from '../law.paths.ts'
import { type LawWords, lawWords } from '../law.words.ts'
import type { RuleReview } from '../review.rules.ts'
import type { AnyRule } from '../rule.rules.ts'

export interface ReviewPageProps {
  readonly due: readonly RuleReview[]
  /** Known changes to come, the nearest first. */
  readonly coming: readonly { readonly rule: AnyRule; readonly day: CalendarDate }[]
  /** What a text must still confirm, with what. */
  readonly toVerify: readonly { readonly rule: AnyRule; readonly text: string }[]
  readonly today: CalendarDate
}

/** The yearly review: what the legal office must read again. */
export function ReviewPage({ shell, due, coming, toVerify, today }: ReviewPageProps & { shell: Shell }) {
  const t = lawWords(shell.locale)
  return (
    <Page shell={shell} title={t('review.title')} width="wide">
      <p class="crumb">
        <a href={lawPaths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('review.title')}</h1>
      <p class="lead">{t('review.lead', { date: formatDay(today, shell.locale) })}</p>
      <Due due={due} shell={shell} t={t} />
      <section aria-labelledby="a-venir">
        <h2 id="a-venir">{t('review.coming')}</h2>
        {coming.length === 0 ? (
          <p class="empty">{t('review.no_coming')}</p>
        ) : (
          <ol class="timeline">
            {coming.map(({ rule, day }) => (
              <li>
                <time datetime={day}>{formatDay(day, shell.locale)}</time>{' '}
                <RuleLink rule={rule} shell={shell} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="a-confirmer">
        <h2 id="a-confirmer">{t('review.to_verify', { count: toVerify.length })}</h2>
        {toVerify.length === 0 ? (
          <p class="empty">{t('review.no_to_verify')}</p>
        ) : (
          <ul class="law-rules">
            {toVerify.map(({ rule, text }) => (
              <li>
                <RuleLink rule={rule} shell={shell} /> <span class="sub">{text}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Page>
  )
}

function Due({ due, shell, t }: { due: readonly RuleReview[]; shell: Shell; t: LawWords }) {
  return (
    <section aria-labelledby="a-relire">
      <h2 id="a-relire">{t('review.due', { count: due.length })}</h2>
      {due.length === 0 ? (
        <p class="empty">{t('review.no_due')}</p>
      ) : (
        <TableScroll label={t('review.caption')} stack>
          <table class="table">
            <caption>{t('review.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('review.column_rule')}</th>
                <th scope="col">{t('review.column_reviewed')}</th>
                <th scope="col">{t('review.column_reason')}</th>
              </tr>
            </thead>
            <tbody>
              {due.map((review) => (
                <tr>
                  <th scope="row">
                    <RuleLink rule={review.rule} shell={shell} />
                  </th>
                  <td data-label={t('review.column_reviewed')}>
                    <time datetime={review.reviewedOn}>{formatDay(review.reviewedOn, shell.locale)}</time>
                  </td>
                  <td data-label={t('review.column_reason')}>
                    {review.reasons
                      .map((reason) =>
                        t(`review.${reason}`, {
                          date: review.changedOn ? formatDay(review.changedOn, shell.locale) : '',
                        }),
                      )
                      .join(' ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}

function RuleLink({ rule, shell }: { rule: AnyRule; shell: Shell }) {
  return (
    <>
      <a href={lawPaths.rule(rule.id)}>{rule.title[shell.locale]}</a> <span class="muted">{rule.id}</span>
    </>
  )
}
