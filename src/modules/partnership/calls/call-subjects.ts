import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { callsPaths } from './calls.paths.ts'
import { canSeeCall } from './calls.permissions.ts'
import { listCallNames } from './calls.queries.ts'
import { callsWords } from './calls.words.ts'
import { listGrantNames } from './winners.queries.ts'

/** Acts on a call, in the order of its life. */
export const callActs = [
  'open',
  'revise_form',
  'gather_jury',
  'reopen_review',
  'propose',
  'decide',
  'close',
] as const

/** Calls as the subjects of acts: only those that the reader may see. */
export const callSubjects: JournalSubjects = {
  kind: 'call',
  async find({ db, actor, locale }, ids) {
    const t = callsWords(locale)
    const names = await listCallNames(db, ids)
    return new Map(
      names
        .filter((call) => canSeeCall(actor, call.status))
        .map((call) => [
          call.id,
          {
            label: call.title,
            href: callsPaths.show(call.code),
            nameAct: (act: string) => t(`act.${callActs.find((known) => known === act) ?? 'open'}`),
          },
        ]),
    )
  },
}

/** Agreements that the mayor signed: what was granted to whom is public. */
export const grantAgreementSubjects: JournalSubjects = {
  kind: 'grant_agreement',
  async find({ db, locale }, ids) {
    const t = callsWords(locale)
    const names = await listGrantNames(db, ids)
    return new Map(
      names.map((grant) => [
        grant.id,
        {
          label: `${grant.applicantName} – ${grant.title}`,
          href: callsPaths.winners(grant.code),
          nameAct: () => t('act.sign'),
        },
      ]),
    )
  },
}
