import { addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import {
  type Answer,
  type AnyRule,
  evaluate,
  findRule,
  type LeadField,
} from '#modules/steering/law/rules.public.ts'
import { type LegalKind, type Party, type PartyKind, type Round, rankOf } from './cooperations.rules.ts'
import { nextRenewal } from './councils.rules.ts'
import { firstExit } from './deadlines.rules.ts'
import type { TutelageSign } from './exposure.rules.ts'

export const testNames = [
  'tutelage',
  'in_house',
  'public_cooperation',
  'purchasing',
  'pact',
  'available',
  'shared_service',
  'lead_agreement',
  'legal_person',
  'own_share',
  'governance_pact',
] as const
/** A question of law asked of a form, each a rule of the law module. */
export type TestName = (typeof testNames)[number]

export const ruleOfTest: Readonly<Record<TestName, string>> = {
  tutelage: 'INT-02',
  in_house: 'PP-IH-01',
  public_cooperation: 'PP-COOP-01',
  purchasing: 'PP-GC-01',
  pact: 'INT-10',
  available: 'INT-12',
  shared_service: 'INT-14',
  lead_agreement: 'INT-05',
  legal_person: 'INT-30',
  own_share: 'CUM-01',
  governance_pact: 'INT-20',
}

export function isTestName(text: unknown): text is TestName {
  return testNames.some((name) => name === text)
}

/** The rule that only one legal kind brings. */
const ownTest: Readonly<Partial<Record<LegalKind, TestName>>> = {
  pact: 'pact',
  service_available: 'available',
  shared_service: 'shared_service',
  lead_agreement: 'lead_agreement',
  syndicate: 'legal_person',
  spl: 'legal_person',
  gip: 'legal_person',
}

/** Tests that a form has to answer, or to set aside with a reason. Informal: may one party rule the others? Nothing more. */
export function testsOf({ depth, legalKind }: Pick<Round, 'depth' | 'legalKind'>): readonly TestName[] {
  if (depth === 'informal') return ['tutelage']
  const own = ownTest[legalKind]
  return ['tutelage', 'in_house', 'public_cooperation', 'purchasing', ...(own ? [own] : [])]
}

/** Tests that may be asked too, and that nothing waits for. */
export const optionalTests: readonly TestName[] = ['own_share', 'governance_pact']

/** Tutelage is never beside the point, and the rule of the chosen form is the form itself. */
export function canSetAside(name: TestName, { legalKind }: Pick<Round, 'legalKind'>): boolean {
  return name !== 'tutelage' && ownTest[legalKind] !== name
}

export interface LegalTest {
  readonly name: TestName
  readonly askedOn: CalendarDate
  readonly facts: Readonly<Record<string, unknown>>
  readonly isSetAside: boolean
  readonly reason: string
}

export function ruleOf(name: TestName): AnyRule {
  const rule = findRule(ruleOfTest[name])
  if (!rule) throw new Error(`impossible: no rule ${ruleOfTest[name]}`)
  return rule
}

/** What the law says today of those facts; null where the rule no longer reads them, or the test was set aside. */
export function answerOf({ name, facts, askedOn, isSetAside }: LegalTest): Answer | null {
  if (isSetAside) return null
  const found = evaluate(ruleOfTest[name], facts, askedOn)
  return found.ok ? found.value : null
}

/** Set aside, favourable, or a warning that somebody explained. A prohibition is never explained away. */
export function isTestPassed(test: LegalTest): boolean {
  if (test.isSetAside) return true
  const answer = answerOf(test)
  if (answer === null || answer.missing.length > 0) return false
  // PP-COOP-01 or PP-IH-01 unmet is not illegal: it means that competition is due, which the reason has to say.
  if (answer.status === 'forbidden') return competitionTests.includes(test.name) && test.reason !== ''
  return answer.status !== 'warning' || test.reason !== ''
}

/** Tests whose "no" means "then there is competition", not "then it is illegal". */
const competitionTests: readonly TestName[] = ['in_house', 'public_cooperation']

const signOfStep: Readonly<Record<string, TutelageSign>> = {
  t1_free_to_act: 't1',
  t2_no_prior_approval: 't2',
  t3_no_orders: 't3',
  t4_no_other_sanction: 't4',
  t5_exit_in_time: 't5',
  t6_no_sole_veto: 't6',
}

/** The signs of tutelage that the answers to INT-02 show. */
export function signsFound(tests: readonly LegalTest[]): readonly TutelageSign[] {
  const test = tests.find(({ name }) => name === 'tutelage')
  const steps = test ? (answerOf(test)?.steps ?? []) : []
  return steps.flatMap(({ name, value }) => {
    const sign = signOfStep[name]
    return sign && value === false ? [sign] : []
  })
}

/** Facts that the cooperation itself gives, where the form of a test is left blank. */
export function knownFacts(
  name: TestName,
  round: Round,
  parties: readonly Pick<Party, 'kind' | 'hasVeto'>[],
  on: CalendarDate,
): Readonly<Record<string, unknown>> {
  if (name !== 'tutelage') return {}
  const renewals = parties.map(({ kind }) => nextRenewal(kind, on)).toSorted()
  const exit = round.effectOn === null ? null : firstExit({ ...round, effectOn: round.effectOn }, on)
  return {
    depth: round.depth,
    has_sole_veto: parties.filter(({ hasVeto }) => hasVeto).length === 1,
    mandate_ends_on: renewals[0] ?? addMonths(on, 72),
    ...(exit === null ? {} : { exit_possible_on: exit }),
  }
}

/** The authority that the law makes the lead of a field, and whether it is that party; by INT-04, on that day. */
export function leadByLaw(
  kind: PartyKind,
  field: LeadField,
  on: CalendarDate,
): { readonly isLead: boolean; readonly answer: Answer } {
  const rank = rankOf(kind)
  const authority =
    rank === 'departement' ? 'department' : rank === 'region' ? 'region' : 'municipality_or_grouping'
  const found = evaluate('INT-04', { authority, field, power: 'organise' }, on)
  if (!found.ok) throw new Error('impossible: INT-04 reads these facts')
  return { isLead: found.value.status === 'allowed', answer: found.value }
}
