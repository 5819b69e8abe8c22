import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { listCommitmentNames } from './commitments.queries.ts'
import { commitmentsWords } from './commitments.words.ts'

/** Commitments as the subjects of acts: what the town owes is public. */
export const commitmentSubjects: JournalSubjects = {
  kind: 'commitment',
  async find({ db, locale }, ids) {
    const t = commitmentsWords(locale)
    const names = await listCommitmentNames(db, ids)
    return new Map(
      names.map(({ id, label, path }) => [id, { label, href: path, nameAct: () => t('act.deliver_late') }]),
    )
  },
}
