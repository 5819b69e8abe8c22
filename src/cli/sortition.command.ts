import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  chancesOf,
  drawPanel,
  type Fault,
  goldilocks,
  leximin,
  loadSolver,
  maximin,
  nash,
  type Read,
  readCategories,
  readPanels,
  readRespondents,
  type SortitionOutcome,
  type SortitionProblem,
  seededRandom,
  stopwatch,
  stratifiedRandom,
  writePanels,
} from '@faire-commune/sortition'
import { z } from 'zod'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { readArguments } from './arguments.ts'
import type { ExitCode, PureCommand, Terminal } from './command.ts'

const methods = ['leximin', 'maximin', 'goldilocks', 'nash', 'random'] as const
type Method = (typeof methods)[number]

/** The searches are stirred by these numbers: the same input, the same output. The public draw has a seed of its own. */
const SEARCH_SEED = 1

/** Panels that the usual way draws to tell its chances. */
const RANDOM_PANELS = 1000

const probabilitiesOptions = [
  'categories',
  'pool',
  'size',
  'method',
  'household',
  'panels-out',
  'seconds',
] as const

const request = z.object({
  categories: z.string('the file of quotas: category,feature,min,max'),
  pool: z.string('the file of people: id, then one column a category'),
  size: z.coerce
    .number('how many seats, such as 40')
    .int('how many seats, such as 40')
    .positive()
    .max(1_000_000),
  method: z.enum(methods, `one of ${methods.join(', ')}`),
  household: z.string().min(1).optional(),
  'panels-out': z.string().min(1).optional(),
  seconds: z.coerce.number('seconds, such as 120').positive('seconds, such as 120').default(300),
})
type Request = z.infer<typeof request>

export const sortitionProbabilitiesCommand: PureCommand = {
  name: 'sortition probabilities',
  needs: 'nothing',
  summary: "computes everybody's chance to be drawn into a panel within quotas",
  help: `faire-commune sortition probabilities --categories C.csv --pool P.csv --size N
    --method ${methods.join('|')} [--household COLUMN] [--panels-out F.json] [--seconds N] [--json]

Computes the lottery over panels of N people that is the fairest within the quotas, by the method named:
  leximin     the lowest chance as high as can be, then the next, and so on (recommended)
  maximin     the lowest chance as high as can be
  goldilocks  neither too low nor too high: protects from false declarations too
  nash        the highest product of chances
  random      the usual way, seat by seat, for comparison

C.csv has the columns category,feature,min,max (and min_flex,max_flex where a limit may only move so far); an
intersection joins names by " & ": genre & age, femme & 16-24. P.csv has the id first, then one column a category.
--household: at most one person with the same text in this column. --panels-out: the list of panels with their exact
weights, to be published before the draw. --seconds (300): after which the best so far is told with its gap ("exact" false).
"min" is the lowest chance of those who fit in some panel; the others are "not_selectable", to be named before the draw.

  faire-commune sortition probabilities --categories quotas.csv --pool volontaires.csv --size 40 --method leximin --json`,
  async run(args, terminal): Promise<ExitCode> {
    const read = readArguments(withoutJson(args), probabilitiesOptions)
    if (!read.ok) return complain(terminal, [read.refusal])
    if (read.value.words.length > 0)
      return complain(terminal, [`${read.value.words.join(' ')}: not understood`])
    const parsed = request.safeParse(read.value.options)
    if (!parsed.success) {
      return complain(
        terminal,
        parsed.error.issues.map((issue) => `--${String(issue.path[0])}: ${issue.message}`),
      )
    }
    const problem = await readProblem(parsed.data, terminal.cwd)
    if (!problem.ok) return complain(terminal, problem.refusal)
    return answer(problem.value, parsed.data, args.includes('--json'), terminal)
  },
}

export const sortitionDrawCommand: PureCommand = {
  name: 'sortition draw',
  needs: 'nothing',
  summary: 'draws a panel from a published list with a published seed',
  help: `faire-commune sortition draw --panels F.json --seed TEXT [--json]

Draws one panel of the list written by sortition probabilities --panels-out: the SHA-256 of the seed, read as a number,
falls on the cumulative weights. Prints the panel and each step, so that anyone can replay the draw by hand.

  faire-commune sortition draw --panels panels.json --seed "Loto du 4 mars 2027 : 3 17 22 38 41 - 9" --json`,
  async run(args, terminal): Promise<ExitCode> {
    const read = readArguments(withoutJson(args), ['panels', 'seed'])
    if (!read.ok) return complain(terminal, [read.refusal])
    const { panels, seed } = read.value.options
    if (panels === undefined || seed === undefined || seed === '' || read.value.words.length > 0) {
      return complain(terminal, ['--panels F.json and --seed TEXT are needed, and nothing else; see --help'])
    }
    const text = await readText(panels, terminal.cwd)
    if (!text.ok) return complain(terminal, text.refusal)
    const lottery = faultless(panels, readPanels(text.value))
    if (!lottery.ok) return complain(terminal, lottery.refusal)
    const { selected, steps } = await drawPanel(lottery.value, seed)
    if (args.includes('--json')) terminal.out(JSON.stringify({ selected, steps }, null, 2))
    else terminal.out([...steps.map(({ step, value }) => `${step}: ${value}`)].join('\n'))
    return 0
  },
}

function withoutJson(args: readonly string[]): string[] {
  return args.filter((word) => word !== '--json')
}

async function readProblem(
  asked: Request,
  cwd: string,
): Promise<Result<SortitionProblem, readonly string[]>> {
  const categories = await readText(asked.categories, cwd)
  if (!categories.ok) return categories
  const quotas = faultless(asked.categories, readCategories(categories.value))
  if (!quotas.ok) return quotas
  const pool = await readText(asked.pool, cwd)
  if (!pool.ok) return pool
  const people = faultless(asked.pool, readRespondents(pool.value, quotas.value, asked.household ?? null))
  if (!people.ok) return people
  if (people.value.length < asked.size) {
    return refuse([
      `--size ${asked.size}: the pool has ${people.value.length} people; ask for fewer or invite more`,
    ])
  }
  return ok({
    people: people.value,
    seated: [],
    panelSize: asked.size,
    quotas: quotas.value,
    perHousehold: asked.household === undefined ? null : 1,
  })
}

/** UTF-8, else the Windows encoding that French spreadsheets write. */
async function readText(file: string, cwd: string): Promise<Result<string, readonly string[]>> {
  try {
    const bytes = await readFile(path.resolve(cwd, file))
    try {
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch {
      return ok(new TextDecoder('windows-1252').decode(bytes))
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return refuse([`${file}: cannot be read (${reason}); check the path`])
  }
}

function faultless<Value>(file: string, read: Read<Value>): Result<Value, readonly string[]> {
  return read.ok ? ok(read.value) : refuse(read.faults.map((fault) => sentence(file, fault)))
}

function sentence(file: string, { line, field, problem, remedy }: Fault): string {
  return `${file}${line === null ? '' : `, line ${line}`}, ${field}: ${problem}; ${remedy}`
}

async function answer(
  problem: SortitionProblem,
  asked: Request,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const outcome = await compute(problem, asked.method, asked.seconds)
  if (outcome.status === 'undecided') {
    terminal.err(
      `No panel was found in ${asked.seconds} s, and none was proven impossible: give more --seconds.`,
    )
    return 1
  }
  if (outcome.status === 'ok' && asked['panels-out'] !== undefined) {
    const written = await write(path.resolve(terminal.cwd, asked['panels-out']), writePanels(outcome.lottery))
    if (!written.ok)
      return complain(terminal, [`${asked['panels-out']}: cannot be written (${written.refusal})`])
  }
  const told = tell(problem, asked.method, outcome)
  terminal.out(json ? JSON.stringify(told, null, 2) : inWords(told))
  return 0
}

async function compute(
  problem: SortitionProblem,
  method: Method,
  seconds: number,
): Promise<SortitionOutcome> {
  const highs = await loadSolver()
  const effort = { random: seededRandom(SEARCH_SEED), timeLeft: stopwatch(seconds) }
  switch (method) {
    case 'leximin':
      return leximin(highs, problem, effort)
    case 'maximin':
      return maximin(highs, problem, effort)
    case 'goldilocks':
      return goldilocks(highs, problem, 1, effort)
    case 'nash':
      return nash(highs, problem, effort)
    case 'random':
      return stratifiedRandom(highs, problem, RANDOM_PANELS, effort)
  }
}

async function write(file: string, text: string): Promise<Result<null, string>> {
  try {
    await writeFile(file, text)
    return ok(null)
  } catch (error) {
    return refuse(error instanceof Error && 'code' in error ? String(error.code) : String(error))
  }
}

function tell(
  problem: SortitionProblem,
  method: Method,
  outcome: Exclude<SortitionOutcome, { readonly status: 'undecided' }>,
) {
  if (outcome.status === 'infeasible') {
    const { relaxation } = outcome
    return { status: outcome.status, method, probabilities: {}, min: null, gap: null, panels: 0, relaxation }
  }
  const chances = chancesOf(problem, outcome.lottery)
  const absent = new Set(outcome.notSelectable)
  return {
    status: outcome.status,
    method,
    probabilities: Object.fromEntries(problem.people.map(({ id }, person) => [id, chances[person]])),
    min: Math.min(
      ...problem.people.flatMap(({ id }, person) => (absent.has(id) ? [] : [chances[person] ?? 0])),
    ),
    gap: outcome.quality.gap,
    exact: outcome.quality.exact,
    panels: outcome.lottery.panels.length,
    not_selectable: outcome.notSelectable,
    relaxation: null,
  }
}

function inWords(told: ReturnType<typeof tell>): string {
  if (told.status === 'infeasible') {
    if (told.relaxation === null)
      return 'No panel meets the limits, however the quotas move: the pool is too small.'
    const changes = told.relaxation.changes.map(
      ({ category, feature, lower_min_by, raise_max_by }) =>
        `  ${category}, ${feature}: min ${lower_min_by} lower, max ${raise_max_by} higher`,
    )
    return ['No panel meets the quotas. The smallest change that lets one exist:', ...changes].join('\n')
  }
  const lines = Object.entries(told.probabilities).map(([id, chance]) => `${id}\t${chance}`)
  const named = told.not_selectable.length > 0 ? [`in no panel: ${told.not_selectable.join(', ')}`] : []
  return [...lines, ...named, `lowest ${told.min}, gap ${told.gap}, ${told.panels} panels`].join('\n')
}

function complain(terminal: Terminal, sentences: readonly string[]): ExitCode {
  for (const text of sentences) terminal.err(text)
  return 2
}
