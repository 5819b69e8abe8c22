import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { organisationsWords } from './organisations.words.ts'

const acts = ['import_organisations', 'import_grants', 'undo_import'] as const

/** Files of the directory as the subjects of acts: that they were read in or taken away is public, their names are ours. */
export const fileImportSubjects: JournalSubjects = {
  kind: 'file_import',
  async find({ locale }, ids) {
    const t = organisationsWords(locale)
    return new Map(
      ids.map((id) => [
        id,
        {
          label: t('imports.title'),
          href: organisationsPaths.list(),
          nameAct: (act: string) => {
            const known = acts.find((each) => each === act)
            return known ? t(`act.${known}`) : act
          },
        },
      ]),
    )
  },
}
