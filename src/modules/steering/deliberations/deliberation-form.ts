import type { FormState } from '#web/form.tsx'
import type { DeliberationDraft } from './deliberations.rules.ts'

/** The deliberation as the form shows it, to be mended. */
export function deliberationForm(deliberation: DeliberationDraft): FormState {
  return {
    values: {
      numero: deliberation.number,
      date: deliberation.adoptedOn,
      assemblee: deliberation.body,
      objet: deliberation.subject,
      matiere: deliberation.matterCode,
      en_exercice: String(deliberation.membersInOffice),
      presents: String(deliberation.membersPresent),
      pour: String(deliberation.votesFor),
      contre: String(deliberation.votesAgainst),
      abstentions: String(deliberation.abstentions),
      deports: deliberation.recusals.map(({ memberName, reason }) => `${memberName} : ${reason}`).join('\n'),
      document: deliberation.documentUrl ?? '',
    },
    errors: {},
  }
}
