import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { organisationsWords } from './organisations.words.ts'
import { listNames } from './subjects.queries.ts'

const acts = ['import_organisations', 'import_grants', 'undo_import', 'set_grantor_siret'] as const

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

const recordActs = [
  'record_receipt',
  'correct_receipt',
  'remove_receipt',
  'accept_officer',
  'refuse_officer',
  'end_officer',
  'merge',
  'undo_merge',
] as const

/** Organisations as the subjects of acts: everybody may read what was done about one that is in the public directory. */
export const organisationSubjects: JournalSubjects = {
  kind: 'organisation',
  async find({ db, locale }, ids) {
    const t = organisationsWords(locale)
    const names = await listNames(db, ids)
    return new Map(
      names.map(({ id, name }) => [
        id,
        {
          label: name,
          href: organisationsPaths.show(id),
          nameAct: (act: string) => {
            const known = recordActs.find((each) => each === act)
            return known ? t(`act.${known}`) : act
          },
        },
      ]),
    )
  },
}

const territoryActs = ['import_outlines', 'remove_outlines'] as const

/** The outlines of the territory as the subject of acts: everybody sees them on the map. */
export const territorySubjects: JournalSubjects = {
  kind: 'territory',
  async find({ locale }, ids) {
    const t = organisationsWords(locale)
    return new Map(
      ids.map((id) => [
        id,
        {
          label: t('territory.title'),
          href: organisationsPaths.map(),
          nameAct: (act: string) => {
            const known = territoryActs.find((each) => each === act)
            return known ? t(`act.${known}`) : act
          },
        },
      ]),
    )
  },
}
