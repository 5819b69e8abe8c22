import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { authoritiesPaths } from './authorities.paths.ts'
import { authoritiesWords } from './authorities.words.ts'
import { authorityCatalogue } from './authority-catalogue.ts'
import { listOfficerNames } from './authority-officers.queries.ts'

/** Who speaks for an authority, as the subject of acts: the journal names the authority. */
export const authorityOfficerSubjects: JournalSubjects = {
  kind: 'authority_officer',
  async find({ db, locale }, ids) {
    const t = authoritiesWords(locale)
    const names = await listOfficerNames(db, ids)
    return new Map(
      names.map(({ id, kind, code }) => [
        id,
        {
          label: authorityCatalogue().find(kind, code)?.name ?? code,
          href: authoritiesPaths.show({ kind, code }),
          nameAct: (act: string) => t(act === 'end_officer' ? 'act.end_officer' : 'act.name_officer'),
        },
      ]),
    )
  },
}

/** Files of competences that were read in: what they say is public. */
export const competenceFileSubjects: JournalSubjects = {
  kind: 'competence_file',
  async find({ locale }, ids) {
    const t = authoritiesWords(locale)
    const subject = {
      label: t('competences.title'),
      href: authoritiesPaths.competences(),
      nameAct: () => t('act.import_competences'),
    }
    return new Map(ids.map((id) => [id, subject]))
  },
}
