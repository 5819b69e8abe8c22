import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { canSeeEdition } from './budgets.permissions.ts'
import { budgetsWords } from './budgets.words.ts'
import { listEditionNames } from './editions.queries.ts'
import { listProjectNames } from './projects.queries.ts'

const editionActs = ['open', 'seal', 'count', 'import_roll', 'make_codes', 'seal_paper', 'import'] as const

/** Editions as the subjects of acts: only those that the reader may see. */
export const budgetEditionSubjects: JournalSubjects = {
  kind: 'budget_edition',
  async find({ db, actor, locale }, ids) {
    const t = budgetsWords(locale)
    const names = await listEditionNames(db, ids)
    return new Map(
      names
        .filter((edition) => canSeeEdition(actor, edition.status))
        .map((edition) => [
          edition.id,
          {
            label: edition.title,
            href: budgetsPaths.show(edition.code),
            nameAct: (act: string) => t(`act.${editionActs.find((known) => known === act) ?? 'open'}`),
          },
        ]),
    )
  },
}

/** Projects that the council accepted or refused. */
export const budgetProjectSubjects: JournalSubjects = {
  kind: 'budget_project',
  async find({ db, locale }, ids) {
    const t = budgetsWords(locale)
    const names = await listProjectNames(db, ids)
    return new Map(
      names.map((project) => [
        project.id,
        {
          label: project.title,
          href: budgetsPaths.project(project.code, project.number),
          nameAct: (act: string) => t(act === 'accept' ? 'act.accept' : 'act.refuse'),
        },
      ]),
    )
  },
}
