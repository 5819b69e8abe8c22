import { createHash } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { assert, assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  addProjects,
  addStep,
  closeAndCount,
  createEdition,
  findDelivery,
  finishStep,
  type LivedBallot,
  listWinners,
  openVote,
  recordDecision,
  writeLivedVote,
} from '#modules/participation/participatory-budgets/participatory-budgets.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import type { BudgetProject } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'
import { seededChance } from './seeded-chance.ts'

const seed = 20_250_915
const voters = 1700
const mostProjects = 5
const envelopeCents = 14_000_000

export interface BudgetParts {
  readonly projects: readonly BudgetProject[]
  /** Identities of the deliberations by number. */
  readonly deliberations: ReadonlyMap<string, string>
}

/**
 * The edition that the town has lived through: sixty projects, 1,700 ballots drawn with a fixed seed, the count, the council's answers,
 * and works under way; then one whose ballots wait to be counted, and one whose vote is open today. The context acts for the director general.
 */
export async function loadParticipatoryBudget(director: Context, parts: BudgetParts): Promise<void> {
  const measureId = (await findMeasure(director.db, 'budget-participatif'))?.id ?? null
  await liveTrialEdition(director, parts, measureId)
  await endSchoolEdition(director, parts, measureId)
  await openFirstEdition(director, parts, measureId)
}

async function liveTrialEdition(
  director: Context,
  parts: BudgetParts,
  measureId: string | null,
): Promise<void> {
  const opensOn = calendarDate('2025-09-15')
  const closesOn = calendarDate('2025-10-05')
  const prepared = onDay(director, addDays(opensOn, -30))
  const code = expected(
    await createEdition(prepared, {
      ...commonRules,
      title: 'Budget participatif 2025\u00a0: édition d’essai',
      summary:
        'Cent quarante mille euros d’investissement, choisis par les habitants dès onze ans. Une première fois, pour apprendre avant de recommencer tous les deux ans.',
      measureId,
      rulesDeliberationId: deliberation(parts, '2025-041'),
      opensOn,
      closesOn,
      areas: [{ number: 1, name: director.town.name, districtId: null, envelopeCents }],
    }),
    'trial edition',
  )
  await offer(prepared, code, parts.projects)
  expected(await openVote(onDay(director, addDays(opensOn, -7)), code), 'opening')
  await writeLivedVote(onDay(director, closesOn), code, [...drawBallots(parts.projects.length, opensOn)])
  const counted = onDay(director, addDays(closesOn, 2))
  expected(await closeAndCount(counted, code), 'count')
  await answerAndBuild(director, parts, code)
}

const commonRules = {
  processId: null,
  perimeter: 'town',
  minimumAge: 11,
  electorate: 'Toute personne qui habite Montaubelle, sans condition de nationalité',
  rollKind: 'declaration',
  ballotType: 'approval',
  mostProjects,
  points: null,
  countingRule: 'mes-cost-add1u',
  ties: 'seed',
} as const

async function offer(context: Context, code: string, projects: readonly BudgetProject[]): Promise<void> {
  const drafts = projects.map((project) => ({
    area: 1,
    title: project.title,
    description: project.description,
    place: project.place,
    costCents: project.cost_euros * 100,
    proposalId: null,
  }))
  expected(await addProjects(context, code, drafts), 'projects')
}

/**
 * People live in one of six quarters, where every sixth project is, and choose mostly there: well-known projects more often. The first
 * and last days of the vote bring more people than the others.
 */
function* drawBallots(projects: number, opensOn: CalendarDate): Generator<LivedBallot> {
  const chance = seededChance(seed)
  const quarters = 6
  for (let voter = 0; voter < voters; voter += 1) {
    const quarter = Math.floor(quarters * chance() ** 1.4)
    const wanted = 1 + Math.floor(mostProjects * chance() ** 0.8)
    const chosen = new Set<number>()
    for (let tries = 0; chosen.size < wanted && tries < 30; tries += 1) {
      const home = chance() < 0.8 ? quarter : Math.floor(quarters * chance())
      const rank = Math.floor((projects / quarters) * chance() ** 2.2)
      chosen.add(((home + quarters * rank) % projects) + 1)
    }
    const late = chance()
    const day = Math.floor(late < 0.25 ? 3 * chance() : late < 0.6 ? 21 * chance() : 15 + 6 * chance())
    yield {
      name: hexOf(`voter ${voter}`),
      receipt: hexOf(`receipt ${voter}`),
      day: addDays(opensOn, Math.min(20, day)),
      projects: [...chosen].sort((a, b) => a - b),
      points: null,
    }
  }
}

function hexOf(text: string): string {
  return createHash('sha256').update(`${seed} ${text}`).digest('hex')
}

const refusedTitle = 'Fresque du quai'
/** Projects whose works have begun. */
const followed = 6

/** The council's answers: one refusal with its reasons, the others accepted; one project delivered, others on their way. */
async function answerAndBuild(director: Context, parts: BudgetParts, code: string): Promise<void> {
  const decided = onDay(director, calendarDate('2025-11-13'))
  const winners = await listWinners(director, code)
  assert(winners.length >= 5, 'the vote of the demo world has at least five winners')
  const deliberationId = deliberation(parts, '2025-126')
  const refused = winners.find((number) => parts.projects[number - 1]?.title === refusedTitle)
  assert(refused !== undefined, `${refusedTitle} is among the winners`)
  const waiting = winners.at(-1)
  for (const [index, number] of winners.entries()) {
    if (number === waiting) continue
    const isRefused = number === refused
    expected(
      await recordDecision(decided, code, number, {
        decision: isRefused ? 'refused' : 'accepted',
        deliberationId,
        reasons: isRefused
          ? 'Le mur du quai n’est pas à la ville, et son propriétaire a refusé son accord par écrit. Le conseil propose d’étudier un autre mur pour la prochaine édition.'
          : '',
        dueOn: isRefused ? null : addDays(calendarDate('2026-06-30'), 60 * index),
        service: isRefused ? '' : 'Services techniques',
        deliveryLabel: 'Livraison',
      }),
      `decision on project ${number}`,
    )
    if (!isRefused && index < followed) await follow(director, code, number, index)
  }
}

async function follow(director: Context, code: string, number: number, index: number): Promise<void> {
  const studied = calendarDate('2026-01-20')
  const study = expected(
    await addStep(onDay(director, studied), code, number, {
      label: 'Étude et rencontre avec les habitants qui l’ont proposé',
      dueOn: calendarDate('2026-02-15'),
      note: '',
      isDelivery: false,
    }),
    'step',
  )
  const done = calendarDate('2026-02-12')
  expected(
    await finishStep(onDay(director, done), code, number, study, {
      on: done,
      note: 'Le plan a été dessiné ensemble, un samedi matin.',
      reason: '',
      photo: null,
    }),
    'study done',
  )
  if (index > 1) return
  const delivered = calendarDate('2026-06-18')
  const delivery = assertDefined(
    await findDelivery(director, code, number),
    'accepted projects have a delivery',
  )
  expected(
    await finishStep(onDay(director, delivered), code, number, delivery, {
      on: delivered,
      note: 'Inauguré avec les habitants.',
      reason: '',
      photo: null,
    }),
    'delivered',
  )
}

/** A vote with points, in the schools, that is over since three days: whoever looks at the demonstration counts it. */
async function endSchoolEdition(
  director: Context,
  parts: BudgetParts,
  measureId: string | null,
): Promise<void> {
  const today = director.clock.today()
  const opensOn = addDays(today, -17)
  const prepared = onDay(director, addDays(opensOn, -10))
  const offered = parts.projects.filter((project) => /[éÉ]cole|élèves|classe|enfants/.test(textOf(project)))
  const code = expected(
    await createEdition(prepared, {
      ...commonRules,
      title: 'Budget participatif des écoles',
      summary:
        'Trente mille euros pour les écoles. Chaque élève de huit ans et plus répartit dix points, avec le code reçu dans son cahier.',
      minimumAge: 8,
      electorate: 'Les élèves des écoles de la ville',
      rollKind: 'code',
      ballotType: 'points',
      mostProjects: null,
      points: 10,
      countingRule: 'mes-cardinal-add1u',
      measureId,
      rulesDeliberationId: deliberation(parts, '2026-058'),
      opensOn,
      closesOn: addDays(today, -3),
      areas: [{ number: 1, name: director.town.name, districtId: null, envelopeCents: 3_000_000 }],
    }),
    'school edition',
  )
  await offer(prepared, code, offered)
  expected(await openVote(prepared, code), 'opening')
  await writeLivedVote(prepared, code, [...drawPoints(offered.length, opensOn)])
}

function textOf({ title, description }: BudgetProject): string {
  return `${title} ${description}`
}

const pupils = 260

/** Each pupil gives seven points to one project and three to another. */
function* drawPoints(projects: number, opensOn: CalendarDate): Generator<LivedBallot> {
  const chance = seededChance(seed + 1)
  for (let pupil = 0; pupil < pupils; pupil += 1) {
    const first = Math.floor(projects * chance() ** 1.5)
    const second = (first + 1 + Math.floor((projects - 1) * chance())) % projects
    const given = [
      { number: first + 1, points: 7 },
      { number: second + 1, points: 3 },
    ].sort((a, b) => a.number - b.number)
    yield {
      name: hexOf(`pupil ${pupil}`),
      receipt: hexOf(`pupil’s receipt ${pupil}`),
      day: addDays(opensOn, Math.floor(14 * chance())),
      projects: given.map(({ number }) => number),
      points: given.map(({ points }) => points),
    }
  }
}

/** The edition of today: its vote is open while the demonstration is looked at. */
async function openFirstEdition(
  director: Context,
  parts: BudgetParts,
  measureId: string | null,
): Promise<void> {
  const today = director.clock.today()
  const code = expected(
    await createEdition(director, {
      ...commonRules,
      title: 'Budget participatif\u00a0: première édition',
      summary: 'Cent quarante mille euros à partager entre vingt-quatre projets. Le vote est ouvert.',
      measureId,
      rulesDeliberationId: deliberation(parts, '2026-058'),
      opensOn: addDays(today, -5),
      closesOn: addDays(today, 30),
      areas: [{ number: 1, name: director.town.name, districtId: null, envelopeCents }],
    }),
    'first edition',
  )
  await offer(
    director,
    code,
    parts.projects.filter((_, index) => index % 5 < 2),
  )
  expected(await openVote(director, code), 'opening')
}

function deliberation({ deliberations }: BudgetParts, number: string): string {
  return assertDefined(deliberations.get(number), `deliberation ${number} was loaded`)
}

/** The same person, on another day: acts of the past are dated as they were. */
function onDay(context: Context, day: CalendarDate): Context {
  const noon = new Date(`${day}T11:00:00Z`)
  return { ...context, clock: { now: () => noon, today: () => day } }
}
