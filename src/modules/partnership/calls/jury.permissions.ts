import { holds, type Visitor } from '#kernel/actor.ts'
import type { Juror } from './calls.rules.ts'

/** Judging is given by being named in the jury of the call, whatever the roles. */
export function isJuror(actor: Visitor, jurors: readonly Juror[]): boolean {
  return actor !== null && jurors.some(({ accountId }) => accountId === actor.id)
}

export function isChair(actor: Visitor, jurors: readonly Juror[]): boolean {
  return actor !== null && jurors.some((juror) => juror.isChair && juror.accountId === actor.id)
}

/** How far the jury is: the jury itself and those who organise it. Marks are another matter. */
export function canFollowJury(actor: Visitor, jurors: readonly Juror[]): boolean {
  return isJuror(actor, jurors) || holds(actor, 'agent', 'manager', 'director_general')
}

/** The ranking: the same people, once every mark is in; nobody's marks move by what others gave. */
export function canSeeRanking(actor: Visitor, jurors: readonly Juror[], isComplete: boolean): boolean {
  return isComplete && canFollowJury(actor, jurors)
}
