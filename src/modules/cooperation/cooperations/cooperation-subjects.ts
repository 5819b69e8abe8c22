import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { standpointOf } from './changing.actions.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { accessTo } from './cooperations.permissions.ts'
import { listCooperationsById } from './cooperations.queries.ts'
import { cooperationsWords } from './cooperations.words.ts'
import { isToldAct } from './told-acts.rules.ts'

/** Cooperations as the subjects of acts: only those that the reader may read. */
export const cooperationSubjects: JournalSubjects = {
  kind: 'cooperation',
  async find(context, ids) {
    const t = cooperationsWords(context.locale)
    const standpoint = await standpointOf(context)
    const found = await listCooperationsById(context.db, ids)
    return new Map(
      found
        .filter((cooperation) => accessTo(standpoint, cooperation) !== null)
        .map((cooperation) => [
          cooperation.id,
          {
            label: cooperation.title,
            href: cooperationsPaths.show(cooperation.slug),
            nameAct: (act: string) => t(isToldAct(act) ? `act.${act}` : 'act.propose'),
          },
        ]),
    )
  },
}
