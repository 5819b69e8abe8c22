import type { Context } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  answerLaw,
  bringApplications,
  bringReport,
  bringReviews,
  checkReport,
  closeCall,
  createCall,
  createScenario,
  draftAgreement,
  findCall,
  finishGrant,
  gatherJury,
  judgedCall,
  listScenarios,
  listWinners,
  openCall,
  orderPayment,
  type PaperApplication,
  type PaperReview,
  proposedDecisions,
  proposeScenario,
  recordDecisions,
  recordPayment,
  recordStep,
  saveQuestion,
  setGrid,
  setJurors,
  startApplication,
} from '#modules/partnership/calls/calls.public.ts'
import { findMeasure } from '#modules/steering/measures/measures.public.ts'
import {
  applicant,
  criteria,
  law,
  type Organisation,
  opinions,
  outcomes,
  questions,
  rulesText,
  typedFor,
} from './call-texts.ts'
import { deliberate, on } from './deliberate.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

export interface CallParts {
  readonly context: Context
  readonly people: LoadedPeople
  readonly organisations: readonly Organisation[]
  /** Identities of the deliberations by number. */
  readonly deliberations: ReadonlyMap<string, string>
}

/**
 * Three years of calls for projects: one that is over, one whose reports come in, one with sixty applications that a jury of five has
 * just marked, and a small one that is open today. Every figure is a formula: two loadings are the same.
 */
export async function loadCalls(parts: CallParts): Promise<void> {
  await liveCall(parts, {
    year: 2024,
    files: 24,
    envelopeCents: 1_400_000,
    rules: '2024-018',
    decided: '2024-052',
    isOver: true,
  })
  await liveCall(parts, {
    year: 2025,
    files: 30,
    envelopeCents: 1_800_000,
    rules: '2025-019',
    decided: '2025-055',
    isOver: false,
  })
  await judgeSixty(parts)
  await openToday(parts)
}

interface Draft {
  readonly title: string
  readonly summary: string
  readonly opensOn: CalendarDate
  readonly closesOn: CalendarDate
  readonly rulesDeliberationId: string
  readonly measureId: string | null
  readonly envelopeCents: number
}

/** Prepares and publishes a call, as the director; answers its code. */
async function publish({ context, people }: CallParts, draft: Draft): Promise<string> {
  const director = on(context, people.holding('director_general'), draft.opensOn)
  const code = expected(
    await createCall(director, {
      title: draft.title,
      summary: draft.summary,
      rulesText: rulesText,
      legalBasis: 'Loi n° 2000-321 du 12 avril 2000, art. 9-1 et 10 ; CGCT, art. L2121-29 et L2311-7',
      applicants: ['association', 'cooperative'],
      engagement: 'codecide',
      measureId: draft.measureId,
      rulesDeliberationId: draft.rulesDeliberationId,
      opensAt: new Date(`${draft.opensOn}T08:00:00Z`),
      closesAt: new Date(`${draft.closesOn}T16:00:00Z`),
      answerOn: addDays(draft.closesOn, 70),
      readersPerFile: null,
      tieRule: 'receipt',
      instalments: [70, 30],
      contact: 'Direction du développement économique, 05 36 49 00 00',
    }),
    draft.title,
  )
  const grid = {
    criteria: criteria.map(([label, weight, scale], index) => ({
      number: index + 1,
      label,
      weight,
      scale,
      highest: 10,
    })),
    envelopes: [{ number: 1, label: 'Initiatives des quartiers', cents: draft.envelopeCents }],
  }
  expected(await setGrid(director, code, 1, grid), 'grid')
  expected(await answerLaw(director, code, law), 'law')
  const jurors = jury(people).map(({ id }, index) => ({ accountId: id, isChair: index === 0 }))
  expected(await setJurors(director, code, jurors), 'jury')
  for (const [kind, label, choices] of questions)
    expected(
      await saveQuestion(director, code, null, {
        kind,
        label,
        hint: '',
        isRequired: kind === 'choice',
        choices: [...choices],
        block: null,
        most: 1,
        shownIf: null,
      }),
      label,
    )
  expected(await openCall(director, code), 'opening')
  return code
}

/** Five people, in the order of the formula; the first one chairs. */
function jury(people: LoadedPeople): Actor[] {
  const roles = [
    'elected_member',
    'manager',
    'security_officer',
    'data_protection_officer',
    'moderator',
  ] as const
  return roles.map((role) => people.holding(role))
}

interface Lived {
  readonly year: number
  readonly files: number
  readonly envelopeCents: number
  readonly rules: string
  readonly decided: string
  readonly isOver: boolean
}

/** A call from its publication to its reports. */
async function liveCall(parts: CallParts, lived: Lived): Promise<void> {
  const { context, people } = parts
  const { year } = lived
  const day = (text: string, later = 0) => calendarDate(`${year + later}-${text}`)
  const director = people.holding('director_general')
  const rulesId = await deliberate(
    parts,
    lived.rules,
    day('01-25'),
    `Appel à initiatives ${year} : règlement et enveloppe`,
  )
  const code = await publish(parts, {
    title: `Initiatives des quartiers ${year}`,
    summary: 'Des projets de petite taille, portés par ceux qui y vivent.',
    opensOn: day('02-05'),
    closesOn: day('03-15'),
    rulesDeliberationId: rulesId,
    measureId: null,
    envelopeCents: lived.envelopeCents,
  })
  await bringApplications(
    on(context, director, day('03-16')),
    code,
    Array.from({ length: lived.files }, (_, index) => paper(parts, index, year, day('03-01'))),
  )
  await judge(parts, code, lived.files, day('04-20'))
  await propose(parts, code, day('04-25'), [
    { name: 'Classement, en sautant', method: 'skip_and_fill', floorHundredths: 500 },
  ])
  const decidedId = await deliberate(
    parts,
    lived.decided,
    day('05-23'),
    `Initiatives des quartiers ${year} : attribution de subventions`,
    // The member who chairs the jury declared links there, and steps aside in the council too.
    [{ memberName: people.holding('elected_member').name, reason: 'Adhérent d’associations candidates' }],
  )
  const deciding = on(context, director, day('05-24'))
  const call = assertDefined(await findCall(context.db, code), code)
  const judged = await judgedCall(context, call)
  const scenarioLines = await chosenLines(context, call.id)
  expected(
    await recordDecisions(deciding, call, decidedId, proposedDecisions(judged.ranking, scenarioLines, 500)),
    `decision ${year}`,
  )
  await followGrants(parts, code, lived)
}

function paper(parts: CallParts, index: number, year: number, from: CalendarDate): PaperApplication {
  const asked = 1500 + 500 * ((13 * (index + 1)) % 7)
  const isIneligible = index % 12 === 11
  return {
    typed: typedFor(applicant(parts.organisations, index * 2 + year), index, asked, year),
    receivedAt: new Date(Date.parse(`${from}T09:00:00Z`) + index * 3_600_000),
    status: isIneligible ? 'ineligible' : 'eligible',
    reasons: isIneligible ? 'Le projet se déroule hors de la commune, que le règlement exige.' : '',
  }
}

/** The marks of P7: s(i, j, k) = (7i + 3j + 5k + ij) mod 11, a juror stepping aside where (i + 4j) mod 15 = 0. */
async function judge(parts: CallParts, code: string, files: number, day: CalendarDate): Promise<void> {
  const { context, people } = parts
  const acting = on(context, people.holding('director_general'), day)
  expected(await gatherJury(acting, code), `jury of ${code}`)
  const call = assertDefined(await findCall(context.db, code), code)
  const judged = await judgedCall(context, call)
  const numbers = judged.ranking.map(({ number }) => number).filter((number) => number <= files)
  const reviews = numbers.flatMap((i) =>
    jury(people).map(({ id }, index): PaperReview => {
      const j = index + 1
      if ((i + 4 * j) % 15 === 0)
        return { number: i, accountId: id, marks: null, words: 'Adhérent de l’association.' }
      const marks = [1, 2, 3, 4].map((k) => (7 * i + 3 * j + 5 * k + i * j) % 11)
      return { number: i, accountId: id, marks, words: opinions[(i + j) % opinions.length] ?? '' }
    }),
  )
  await bringReviews(acting, code, reviews)
}

interface ScenarioWish {
  readonly name: string
  readonly method: 'strict' | 'skip_and_fill'
  readonly floorHundredths: number | null
}

/** Makes the scenarios and, where the call is over, proposes the last one. */
async function propose(
  parts: CallParts,
  code: string,
  day: CalendarDate,
  wishes: readonly ScenarioWish[],
): Promise<void> {
  const acting = on(parts.context, parts.people.holding('director_general'), day)
  const call = assertDefined(await findCall(acting.db, code), code)
  let last = ''
  for (const wish of wishes) last = expected(await createScenario(acting, call, wish), wish.name)
  if (wishes.length === 1) expected(await proposeScenario(acting, call, last), code)
}

async function chosenLines(context: Context, callId: string) {
  return (await listScenarios(context.db, callId)).find(({ isChosen }) => isChosen)?.lines ?? []
}

/** Agreements, payments and reports of the grants; in the year that is not over, some reports have not come and one is late. */
async function followGrants(parts: CallParts, code: string, { year, isOver }: Lived): Promise<void> {
  const { context, people } = parts
  const director = people.holding('director_general')
  const mayor = people.holding('mayor').name
  const call = assertDefined(await findCall(context.db, code), code)
  const day = (text: string, later = 0) => on(context, director, calendarDate(`${year + later}-${text}`))
  const winners = await listWinners(context.db, call)
  for (const [index, { application }] of winners.entries()) {
    const { id } = application
    expected(await draftAgreement(day('06-03'), call, id, mayor), 'agreement')
    expected(await recordStep(day('06-12'), call, id, 'holder', calendarDate(`${year}-06-12`)), 'holder')
    expected(await recordStep(day('06-17'), call, id, 'mayor', calendarDate(`${year}-06-17`)), 'mayor')
    expected(await recordStep(day('06-20'), call, id, 'notified', calendarDate(`${year}-06-20`)), 'notified')
    const order = `${year}-${call.title.length}${String(index + 1).padStart(3, '0')}`
    expected(await orderPayment(day('07-02'), call, id, 1, `${order}-1`), 'order')
    expected(await recordPayment(day('07-08'), call, id, 1, calendarDate(`${year}-07-08`)), 'payment')
    if (!isOver && index % 3 === 2) continue
    const report = {
      spentCents: (application.requestedCents ?? 0) + 30_000 + 5000 * index,
      people: 35 + 23 * index,
      volunteerHours: 40 + 9 * index,
      outcome: outcomes[index % outcomes.length] ?? '',
    }
    expected(await bringReport(day('03-10', 1), code, id, report), 'report')
    if (!isOver && index % 3 === 1) continue
    expected(await checkReport(day('04-02', 1), call, id, { note: '', reimbursementCents: null }), 'check')
    expected(await orderPayment(day('04-15', 1), call, id, 2, `${order}-2`), 'balance')
    expected(await recordPayment(day('04-22', 1), call, id, 2, calendarDate(`${year + 1}-04-22`)), 'paid')
    expected(await finishGrant(day('04-23', 1), call, id), 'end')
  }
  if (isOver) expected(await closeCall(day('05-15', 1), call), 'close')
}

/** The call of the year: sixty applications, marked by five jurors, two ways to share its money. */
async function judgeSixty(parts: CallParts): Promise<void> {
  const { context, people } = parts
  const today = context.clock.today()
  const closesOn = addDays(today, -20)
  const code = await publish(parts, {
    title: 'Utilité sociale et environnementale 2027',
    summary:
      'Soixante mille euros pour des projets utiles aux habitants et au climat, imaginés et portés par des associations.',
    opensOn: addDays(today, -52),
    closesOn,
    rulesDeliberationId: assertDefined(parts.deliberations.get('2026-094'), '2026-094'),
    measureId: (await findMeasure(context.db, 'appels-a-projets'))?.id ?? null,
    envelopeCents: 6_000_000,
  })
  await bringApplications(
    on(context, people.holding('director_general'), addDays(closesOn, 1)),
    code,
    Array.from({ length: 60 }, (_, index) => ({
      typed: typedFor(
        applicant(parts.organisations, index),
        index,
        1500 + 500 * ((13 * (index + 1)) % 27),
        2027,
      ),
      receivedAt: new Date(Date.parse(`${closesOn}T16:00:00Z`) - (60 - index) * 420_000),
      status: 'eligible' as const,
      reasons: '',
    })),
  )
  await judge(parts, code, 60, addDays(today, -6))
  await propose(parts, code, addDays(today, -3), [
    { name: 'Dans l’ordre du classement', method: 'strict', floorHundredths: null },
    { name: 'En sautant, à partir de 5 sur 10', method: 'skip_and_fill', floorHundredths: 500 },
  ])
}

/** A small call that is open today, with a few applications and the draft of an association. */
async function openToday(parts: CallParts): Promise<void> {
  const { context, people } = parts
  const today = context.clock.today()
  const code = await publish(parts, {
    title: 'Fêtes de quartier',
    summary: 'Jusqu’à mille cinq cents euros pour une fête que des voisins organisent.',
    opensOn: addDays(today, -10),
    closesOn: addDays(today, 25),
    rulesDeliberationId: assertDefined(parts.deliberations.get('2026-094'), '2026-094'),
    measureId: null,
    envelopeCents: 900_000,
  })
  await bringApplications(
    on(context, people.holding('director_general'), today),
    code,
    Array.from({ length: 6 }, (_, index) => ({
      typed: typedFor(applicant(parts.organisations, 40 + index), index + 2, 500 + 200 * index, 2027),
      receivedAt: new Date(Date.parse(`${addDays(today, -6)}T09:00:00Z`) + index * 7_200_000),
      status: 'submitted' as const,
      reasons: '',
    })),
  )
  const call = assertDefined(await findCall(context.db, code), code)
  const officer = { ...context, actor: people.holding('organisation_officer') }
  expected(await startApplication(officer, call, ''), 'draft')
}
