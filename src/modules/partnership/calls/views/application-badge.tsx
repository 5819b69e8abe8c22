import type { Shell } from '#web/shell.ts'
import type { ApplicationStatus } from '../applications.rules.ts'
import { callsWords } from '../calls.words.ts'

const looks: Readonly<Partial<Record<ApplicationStatus, string>>> = {
  submitted: 'pending',
  eligible: 'pending',
  granted: 'met',
  granted_on_condition: 'met',
  ineligible: 'unmet',
  refused: 'unmet',
}

export function ApplicationBadge({
  status,
  shell,
}: {
  readonly status: ApplicationStatus
  readonly shell: Shell
}) {
  return (
    <span class="badge" data-state={looks[status]}>
      {callsWords(shell.locale)(`status.${status}`)}
    </span>
  )
}
