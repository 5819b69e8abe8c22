import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { listDeliberationNames } from './deliberation-subjects.queries.ts'
import { deliberationsPaths } from './deliberations.paths.ts'
import { deliberationsWords } from './deliberations.words.ts'

/** Deliberations as the subjects of acts: everybody sees them. */
export const deliberationSubjects: JournalSubjects = {
  kind: 'deliberation',
  async find({ db, locale }, ids) {
    const t = deliberationsWords(locale)
    const names = await listDeliberationNames(db, ids)
    return new Map(
      names.map(({ id, number, subject }) => [
        id,
        {
          label: `${number} – ${subject}`,
          href: deliberationsPaths.show(id),
          nameAct: (act: string) => (act === 'correct' ? t('act.correct') : t('act.record')),
        },
      ]),
    )
  },
}
