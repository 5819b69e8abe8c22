import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { cooperationsPaths } from '../cooperations.paths.ts'
import { type Cooperation, roundInForce } from '../cooperations.rules.ts'
import { cooperationsWords } from '../cooperations.words.ts'
import type { Review } from '../work.queries.ts'

/** What it gave, year by year; the review of a year is never written again. */
export function ReviewsSection({
  reviews,
  cooperation,
  canReview,
  shell,
}: {
  readonly reviews: readonly Review[]
  readonly cooperation: Cooperation
  readonly canReview: boolean
  readonly shell: Shell
}) {
  const t = cooperationsWords(shell.locale)
  if (reviews.length === 0 && roundInForce(cooperation) === null) return null
  return (
    <section aria-labelledby="bilans">
      <h2 id="bilans">{t('reviews.title')}</h2>
      {reviews.length === 0 ? <p class="empty">{t('reviews.none')}</p> : null}
      {reviews.map((review) => (
        <div class="card">
          <h3>{t('reviews.of', { year: review.year })}</h3>
          <p>
            <span class="badge">{t(`review.${review.decision}`)}</span>{' '}
            <span class="muted">{formatDay(review.heldOn, shell.locale)}</span>
          </p>
          <p class="typed">{typeset(review.results, shell.locale)}</p>
          {review.difficulties ? (
            <p class="typed">
              <strong>{t('reviews.difficulties')}</strong> {typeset(review.difficulties, shell.locale)}
            </p>
          ) : null}
        </div>
      ))}
      {canReview ? (
        <p>
          <a class="button-quiet" href={cooperationsPaths.review(cooperation.slug)}>
            {t('reviews.write')}
          </a>
        </p>
      ) : null}
    </section>
  )
}
