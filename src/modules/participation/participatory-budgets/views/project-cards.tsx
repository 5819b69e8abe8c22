import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Offer } from '../editions.rules.ts'
import { amountText } from './amount.ts'

/** What is offered to the vote, district by district, in the order of numbers, which says nothing of support. */
export function ProjectCards({ offer, shell }: { readonly offer: Offer; readonly shell: Shell }) {
  const { edition, areas, projects } = offer
  const t = budgetsWords(shell.locale)
  return (
    <>
      {areas.map((area) => (
        <>
          {areas.length > 1 ? <h3>{area.name}</h3> : null}
          <ul class="budget-projects">
            {projects
              .filter((project) => project.area === area.number)
              .map((project) => (
                <li>
                  <a href={budgetsPaths.project(edition.code, project.number)}>
                    <span class="budget-number">{project.number}</span> {project.title}
                  </a>
                  <span class="budget-cost">
                    {amountText(project.costCents, edition.currency, shell.locale)}
                  </span>
                  {project.place === '' ? null : <span class="muted">{project.place}</span>}
                  {project.proposalId === null ? null : (
                    <span class="muted">{t('project.from_proposal')}</span>
                  )}
                </li>
              ))}
          </ul>
        </>
      ))}
    </>
  )
}
