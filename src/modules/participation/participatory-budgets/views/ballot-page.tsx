import { ErrorSummary, type FormState } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { BallotPaper } from '../ballots.rules.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { type BudgetsWords, budgetsWords } from '../budgets.words.ts'
import { amountText } from './amount.ts'
import { KioskBar } from './kiosk-page.tsx'

export interface BallotPageProps {
  readonly paper: BallotPaper
  /** What admits the person to a first ballot; null when they replace one. */
  readonly pass: string | null
  /** Of the receipt: drawn with this page, or typed by whoever replaces their ballot. */
  readonly secret: string
  /** Numbers chosen, with their points. */
  readonly chosen: ReadonlyMap<number, number>
  readonly state: FormState
  readonly isKiosk: boolean
}

export function BallotPage(props: BallotPageProps & { readonly shell: Shell }) {
  const { shell, paper, pass, secret, state, isKiosk } = props
  const { edition, area } = paper
  const t = budgetsWords(shell.locale)
  const title = pass === null ? t('ballot.replace_title') : t('ballot.title')
  return (
    <Page shell={shell} title={title} island="ballot">
      <h1>{title}</h1>
      {isKiosk ? <KioskBar shell={shell} code={edition.code} page="form" /> : null}
      <p class="lead">
        {t(`ballot_rule.${edition.ballotType}`, { points: edition.points ?? 0 })}{' '}
        {edition.mostProjects === null ? '' : t('ballot_rule.maximum', { count: edition.mostProjects })}
      </p>
      <p>
        {t('ballot.envelope', {
          envelope: amountText(area.envelopeCents, edition.currency, shell.locale),
          area: area.name,
        })}
      </p>
      <form
        method="post"
        action={pass === null ? budgetsPaths.replacement(edition.code) : budgetsPaths.ballot(edition.code)}
        class="budget-ballot"
        data-budget={edition.ballotType === 'budget' ? area.envelopeCents : undefined}
        data-most={edition.mostProjects ?? undefined}
        data-points={edition.points ?? undefined}
        noValidate
      >
        <ErrorSummary state={state} locale={shell.locale} />
        {pass === null ? null : <input type="hidden" name="jeton" value={pass} />}
        <input type="hidden" name="recu" value={secret} />
        <fieldset class="budget-choices" id="projet">
          <legend>{t('ballot.legend')}</legend>
          {paper.projects.map((project) => (
            <ProjectChoice {...props} project={project} t={t} />
          ))}
        </fieldset>
        <div
          class="budget-basket"
          role="status"
          data-text={basketText(edition, t)}
          data-currency={edition.currency}
          hidden
        />
        <button class="button" type="submit">
          {pass === null ? t('ballot.replace') : t('ballot.cast')}
        </button>
      </form>
      <p class="muted">{t('ballot.note')}</p>
    </Page>
  )
}

/** What the page says of the choice while it is made; the figures come in the place of the braces. */
function basketText({ ballotType, mostProjects }: BallotPaper['edition'], t: BudgetsWords): string {
  if (ballotType === 'budget') return t('ballot.basket_budget')
  if (ballotType === 'points') return t('ballot.basket_points')
  return mostProjects === null ? t('ballot.basket_free') : t('ballot.basket_projects')
}

function ProjectChoice({
  paper,
  project,
  chosen,
  shell,
  t,
}: BallotPageProps & {
  readonly project: BallotPaper['projects'][number]
  readonly shell: Shell
  readonly t: BudgetsWords
}) {
  const { edition } = paper
  const id = `projet-${project.number}`
  const cost = amountText(project.costCents, edition.currency, shell.locale)
  const points = chosen.get(project.number)
  return (
    <div class="budget-choice">
      {edition.ballotType === 'points' ? (
        <input
          type="text"
          inputMode="numeric"
          class="input-short"
          id={id}
          name={`points-${project.number}`}
          value={points === undefined ? '' : String(points)}
          aria-label={t('ballot.points_for', { title: project.title })}
        />
      ) : (
        <input
          type="checkbox"
          id={id}
          name="projet"
          value={String(project.number)}
          checked={points !== undefined}
          data-cost={project.costCents}
        />
      )}
      <label for={id}>
        <span class="budget-number">{project.number}</span> {project.title}{' '}
        <span class="budget-cost">{cost}</span>
        {project.place === '' ? null : <span class="muted"> {project.place}</span>}
      </label>
      {project.description === '' ? null : (
        <details>
          <summary>{t('ballot.more')}</summary>
          <p class="budget-text">{project.description}</p>
        </details>
      )}
    </div>
  )
}
