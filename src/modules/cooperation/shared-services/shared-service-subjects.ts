import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { listPartiesOf } from './parties.queries.ts'
import { listServicesById } from './services.queries.ts'
import { sharedServicesPaths } from './shared-services.paths.ts'
import { canSeeService, standingOf } from './shared-services.permissions.ts'
import { sharedServicesWords } from './shared-services.words.ts'
import { partiesSpokenFor } from './spoken-for.ts'

const acts = [
  'create',
  'name_officer',
  'end_officer',
  'admit_party',
  'give_notice',
  'withdraw_notice',
  'write_exit_cost',
  'start',
  'end',
  'propose_key',
  'adopt_key',
  'refuse_key',
  'uphold_contest',
  'reject_contest',
  'issue_statement',
  'review',
  'open_program',
  'close_program',
] as const

/** Shared services as the subjects of acts: only those that the reader may see. */
export const sharedServiceSubjects: JournalSubjects = {
  kind: 'shared_service',
  async find(context, ids) {
    const { db, actor, locale } = context
    const t = sharedServicesWords(locale)
    const services = await listServicesById(db, ids)
    const byService = await listPartiesOf(db, ids)
    const officerOf = await partiesSpokenFor(context, [...byService.values()].flat())
    return new Map(
      services
        .filter(({ id }) => canSeeService(standingOf(actor, byService.get(id) ?? [], officerOf)))
        .map((service) => [
          service.id,
          {
            label: service.title,
            href: sharedServicesPaths.show(service.code),
            nameAct: (act: string) => t(`act.${acts.find((known) => known === act) ?? 'create'}`),
          },
        ]),
    )
  },
}
