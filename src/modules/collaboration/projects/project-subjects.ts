import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { projectsPaths } from './projects.paths.ts'
import { canSeeProject } from './projects.permissions.ts'
import { listProjectNames } from './projects.queries.ts'
import { projectActs } from './projects.rules.ts'
import { projectsWords } from './projects.words.ts'

/** Projects as the subjects of acts: only those that the people of the town may read. */
export const projectSubjects: JournalSubjects = {
  kind: 'project',
  async find({ db, actor, clock, locale }, ids) {
    const t = projectsWords(locale)
    const names = await listProjectNames(db, ids)
    return new Map(
      names
        .filter((project) => canSeeProject(actor, project, null, clock.today()))
        .map((project) => [
          project.id,
          {
            label: project.title,
            href: projectsPaths.show(project.code),
            nameAct: (act: string) => t(`act.${projectActs.find((known) => known === act) ?? 'create'}`),
          },
        ]),
    )
  },
}
