import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { listProposalNames } from './proposal-subjects.queries.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { canModerate } from './proposals.permissions.ts'
import { isPublic } from './proposals.rules.ts'
import { proposalsWords } from './proposals.words.ts'
import { proposalKind } from './telling.ts'

const acts = [
  'dictate',
  'moderate_publish',
  'moderate_refuse',
  'moderate_hide',
  'moderate_restore',
  'moderate_keep',
  'assign',
  'answer',
  'merge',
  'withdraw_at_desk',
] as const

/** Proposals as the subjects of acts: by their number, for everybody where they are public, else for moderators. */
export const proposalSubjects: JournalSubjects = {
  kind: proposalKind,
  async find({ db, actor, locale }, ids) {
    const t = proposalsWords(locale)
    const nameAct = (act: string) => t(`act.${acts.find((known) => known === act) ?? 'moderate_keep'}`)
    const names = await listProposalNames(db, ids)
    return new Map(
      names
        .filter(({ status }) => isPublic(status) || canModerate(actor))
        .map(({ id, number }) => [
          id,
          { label: t('proposal_number', { number }), href: proposalsPaths.show(number), nameAct },
        ]),
    )
  },
}
