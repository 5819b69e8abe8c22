import type { Role } from '#kernel/roles.ts'
import type { Status } from './measures.rules.ts'

/** The steps of a measure, each an official act. */
export const steps = ['assess', 'decide', 'start', 'close', 'drop'] as const
export type Step = (typeof steps)[number]

interface Transition {
  readonly from: readonly Status[]
  readonly to: Status
  /** Roles that may take the step, in the order in which they are looked for. */
  readonly roles: readonly Role[]
  /** A reason is asked for, and kept with the act. */
  readonly needsReason: boolean
}

/** idea → assessed → decided → running → closed; dropped from anywhere before the end. */
export const transitions: Readonly<Record<Step, Transition>> = {
  assess: { from: ['idea'], to: 'assessed', roles: ['director_general', 'manager'], needsReason: false },
  // The mayor decides, or the council through the deliberation that the act names (CGCT L2121-29, L2122-21).
  decide: { from: ['assessed'], to: 'decided', roles: ['mayor'], needsReason: false },
  start: { from: ['decided'], to: 'running', roles: ['mayor', 'director_general'], needsReason: false },
  close: { from: ['running'], to: 'closed', roles: ['mayor', 'director_general'], needsReason: true },
  drop: {
    from: ['idea', 'assessed', 'decided', 'running'],
    to: 'dropped',
    roles: ['mayor', 'director_general'],
    needsReason: true,
  },
}

export function isStep(text: string): text is Step {
  return steps.some((step) => step === text)
}

/** Steps that lead on from a status, whoever takes them. */
export function stepsFrom(status: Status): Step[] {
  return steps.filter((step) => transitions[step].from.includes(status))
}

/** Statuses in which the content of a measure may still be rewritten: afterwards it is what was decided. */
export function isDraft(status: Status): boolean {
  return status === 'idea' || status === 'assessed'
}

/** Visitors read what was decided; what is being prepared belongs to the town. */
export function isPublic(status: Status): boolean {
  return status === 'decided' || status === 'running' || status === 'closed'
}

export const publicStatuses: readonly Status[] = ['decided', 'running', 'closed']
