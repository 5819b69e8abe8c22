import type { Role } from '#kernel/roles.ts'
import {
  type Cooperation,
  type CooperationStatus,
  latestRound,
  needsCouncils,
  type Party,
  type Round,
  roundInForce,
  stayingParties,
} from './cooperations.rules.ts'
import { isTestPassed, type LegalTest, testsOf } from './legal-tests.rules.ts'

export const cooperationActs = [
  'mandate',
  'choose',
  'pass_tests',
  'sign',
  'start',
  'renew',
  'notice',
  'end',
  'drop',
  'share',
] as const
/** Acts on the whole cooperation; those on one party or one year (leave, review, publish…) have forms of their own. */
export type CooperationAct = (typeof cooperationActs)[number]

interface Transition {
  readonly from: readonly CooperationStatus[]
  /** Those who may, the first that the person holds being the one named in the act. */
  readonly roles: readonly Role[]
}

const alive: readonly CooperationStatus[] = ['idea', 'mandated', 'compared', 'tested', 'signed', 'running']

export const transitions: Readonly<Record<CooperationAct, Transition>> = {
  mandate: { from: ['idea'], roles: ['mayor', 'elected_member'] },
  choose: {
    from: ['mandated', 'compared', 'tested', 'signed', 'running'],
    roles: ['director_general', 'manager'],
  },
  pass_tests: { from: ['compared'], roles: ['legal_officer', 'director_general'] },
  sign: { from: ['tested'], roles: ['mayor'] },
  start: { from: ['signed'], roles: ['director_general', 'mayor'] },
  renew: { from: ['running'], roles: ['mayor', 'director_general'] },
  notice: { from: ['running'], roles: ['mayor', 'director_general'] },
  end: { from: ['compared', 'tested', 'signed', 'running'], roles: ['mayor', 'director_general'] },
  drop: { from: ['idea', 'mandated', 'compared', 'tested'], roles: ['mayor', 'director_general'] },
  share: { from: alive, roles: ['director_general', 'manager', 'mayor'] },
}

/** Whether the act has its place now, whoever does it. What is in force is ended; what never was is dropped. */
export function isActOpen(act: CooperationAct, cooperation: Cooperation): boolean {
  if (!transitions[act].from.includes(cooperation.status)) return false
  const inForce = roundInForce(cooperation)
  if (act === 'end') return inForce !== null
  if (act === 'drop') return inForce === null
  if (act === 'share') return cooperation.sharedOn === null && stayingParties(cooperation).length > 1
  if (act === 'renew') return inForce?.term === 'express'
  if (act === 'notice') return inForce?.noticeGivenOn === null && isRefusable(inForce)
  return true
}

/** Only what would go on by itself is refused: a fixed term ends, an express one waits for a yes. */
function isRefusable({ term }: Round): boolean {
  return term === 'tacit' || term === 'open'
}

/** What one council did about the form being prepared. */
export interface Council {
  readonly partyId: string
  /** Read by its own party only. */
  readonly draft: string
  readonly outcome: CouncilOutcome
  /** Number of its deliberation; empty before. */
  readonly number: string
  readonly decidedOn: string | null
  readonly deliberationId: string | null
  readonly signatory: string
  readonly version: number
}

export const outcomes = ['pending', 'adopted', 'refused'] as const
export type CouncilOutcome = (typeof outcomes)[number]

export type Lack =
  | 'parties'
  | 'head'
  | 'options'
  | 'tests'
  | 'effect'
  | 'term'
  | 'notice'
  | 'exit_clause'
  | 'funding'
  | 'document'
  | 'councils'

/** What is known of the form being prepared. */
export interface Preparation {
  readonly round: Round | null
  /** How many of the three depths were written for it, or for the next one. */
  readonly options: number
  readonly tests: readonly LegalTest[]
  readonly councils: readonly Council[]
  readonly documents: number
}

/** What the act still lacks; nothing when it may be done. */
export function lacksOf(
  act: CooperationAct,
  cooperation: Cooperation,
  prepared: Preparation,
): readonly Lack[] {
  const parties = stayingParties(cooperation)
  switch (act) {
    case 'choose':
      return [
        ...(parties.length < 2 ? ['parties' as const] : []),
        ...(prepared.options < 3 ? ['options' as const] : []),
      ]
    case 'pass_tests':
      return prepared.round && areTestsPassed(prepared.round, prepared.tests) ? [] : ['tests']
    case 'sign':
      return prepared.round ? lacksToSign(prepared.round, parties, prepared) : ['options']
    default:
      return []
  }
}

function areTestsPassed(round: Round, tests: readonly LegalTest[]): boolean {
  return testsOf(round).every((name) => tests.some((test) => test.name === name && isTestPassed(test)))
}

function lacksToSign(
  round: Round,
  parties: readonly Party[],
  { councils, documents }: Preparation,
): readonly Lack[] {
  const isFormal = needsCouncils(round)
  const funding = parties.reduce((sum, { fundingBp }) => sum + fundingBp, 0)
  const isAdopted = ({ id }: Party) =>
    councils.some(({ partyId, outcome }) => partyId === id && outcome === 'adopted')
  const checks: readonly (readonly [Lack, boolean])[] = [
    ['parties', parties.length < 2],
    ['head', parties.every(({ role }) => role === 'member')],
    ['effect', round.effectOn === null],
    ['term', round.term === null],
    ['notice', isFormal && round.term !== 'fixed' && round.noticeMonths === null],
    // A cooperation that nobody can leave is a tutelage (INT-02, T5).
    ['exit_clause', isFormal && round.exitClause === ''],
    ['funding', round.yearlyCents > 0 && funding !== 10_000],
    ['document', isFormal && documents === 0],
    ['councils', isFormal && !parties.every(isAdopted)],
  ]
  return checks.flatMap(([lack, isLacking]) => (isLacking ? [lack] : []))
}

/** Where the cooperation stands on its way, for the steps at the top of its page. */
export const steps = ['idea', 'mandated', 'compared', 'tested', 'signed', 'running'] as const
export type Step = (typeof steps)[number]

export function stepOf({ status }: Pick<Cooperation, 'status'>): number {
  return (steps as readonly string[]).indexOf(status)
}

/** The form that a choice opens: the first, or the one after the latest that was signed. One not signed yet is chosen again. */
export function nextRoundNumber(cooperation: Pick<Cooperation, 'rounds'>): number {
  const latest = latestRound(cooperation)
  if (latest === null) return 1
  return latest.signedOn === null ? latest.number : latest.number + 1
}
