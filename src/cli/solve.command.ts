import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findFaults, type Problem, solvePortfolio } from '@faire-commune/portfolio'
import { z } from 'zod'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, PureCommand } from './command.ts'

const cents = z.number().int().safe()
const hours = z.number().min(-1e9).max(1e9)
const yearly = <Amount extends z.ZodType>(amount: Amount) => z.array(amount)
const byGrade = <Vector extends z.ZodType>(vector: Vector) =>
  z.strictObject({ A: vector.exactOptional(), B: vector.exactOptional(), C: vector.exactOptional() })
const points = z.number().min(-1e9).max(1e9)
const year = z.number().int()
const id = z.string().min(1)

const measure = z.strictObject({
  id,
  value: points,
  operating_cents: yearly(cents).exactOptional(),
  investment_cents: yearly(cents).exactOptional(),
  staff_hours: byGrade(yearly(hours)).exactOptional(),
  starts: z.array(year).exactOptional(),
  mandatory: z.boolean().exactOptional(),
  forbidden: z.boolean().exactOptional(),
  requires: z.array(id).exactOptional(),
  excludes: z.array(id).exactOptional(),
})

const question = z.strictObject({
  years: z.array(year),
  limits: z
    .strictObject({
      operating_cents: yearly(cents.nullable()).exactOptional(),
      investment_cents: yearly(cents.nullable()).exactOptional(),
      staff_hours: byGrade(yearly(hours.nullable())).exactOptional(),
    })
    .exactOptional(),
  measures: z.array(measure),
  synergies: z.array(z.strictObject({ measures: z.array(id), value: points })).exactOptional(),
  carry_over: z.boolean().exactOptional(),
})

const tiesUnproven =
  'the value is proven, but the time did not suffice to settle ties: give more with --time-limit'

export const solveCommand: PureCommand = {
  name: 'solve',
  needs: 'nothing',
  summary: 'chooses the measures worth most under yearly limits, from a file',
  help: `faire-commune solve FILE.json [--gap 0] [--time-limit 10]

Reads years, limits, measures and synergies, and writes the best choice as JSON: status (optimal, feasible, infeasible,
unknown), value, bound, gap, selected, starts, binding limits, conflict. Nothing needs to run beside it.

  --gap         share of the value that may be left unproven: 0 to settle everything, ties included
                (0 up to 15 measures, 0.01 above)
  --time-limit  seconds (10); the best choice so far is the answer

Ties at gap 0: lowest total cents, then the ids in code-unit order, then the earliest starts. When the time does not
suffice for them the answer has one more key, "ties": "unproven" (the value is the best, proven; another choice of that
value may come first), and stderr says so.

Element 0 of a vector is the start year of the measure, a missing element is 0, a negative cost is income, null in a
limit means no limit that year. "carry_over": true adds money left in a year to the next one.
A bad file ends with code 2 and the path of the faulty key; every answer ends with code 0.

  faire-commune solve scenario.json --gap 0`,
  async run(args, terminal): Promise<ExitCode> {
    const asked = readQuestion(args)
    if (!asked.ok) return complain(terminal, asked.refusal)
    const { file, ...options } = asked.value
    const problem = await readProblem(resolve(terminal.cwd, file))
    if (!problem.ok) return complain(terminal, `${file}: ${problem.refusal}`)
    const answer = await solvePortfolio(problem.value, options)
    if (answer.ties) terminal.err(tiesUnproven)
    terminal.out(JSON.stringify(answer, null, 2))
    return 0
  },
}

interface Question {
  readonly file: string
  readonly gap?: number
  readonly timeLimit_s?: number
}

function readQuestion(args: readonly string[]): Result<Question, string> {
  const read = readArguments(args, ['gap', 'time-limit'])
  if (!read.ok) return read
  const [file, ...more] = read.value.words
  if (file === undefined || more.length > 0) return refuse('one file; see faire-commune solve --help')
  const { gap, 'time-limit': timeLimit } = read.value.options
  if (gap !== undefined && !isAmount(gap)) return refuse(`--gap ${gap}: a number, 0 or more`)
  if (timeLimit !== undefined && !isAmount(timeLimit))
    return refuse(`--time-limit ${timeLimit}: seconds, 0 or more`)
  return ok({
    file,
    ...(gap === undefined ? {} : { gap: Number(gap) }),
    ...(timeLimit === undefined ? {} : { timeLimit_s: Number(timeLimit) }),
  })
}

function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?(e-?\d+)?$/i.test(text)
}

/** The refusal begins with the path of the faulty key, when the file is JSON at all. */
async function readProblem(path: string): Promise<Result<Problem, string>> {
  let content: unknown
  try {
    // A byte order mark is no part of the JSON.
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
  const parsed = question.safeParse(content)
  if (!parsed.success) return refuse(parsed.error.issues.map(describeIssue).join('\n'))
  const faults = findFaults(parsed.data)
  if (faults.length > 0)
    return refuse(faults.map(({ path, reason }) => `${writePath(path)}: ${reason}`).join('\n'))
  return ok(parsed.data)
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return `${writePath([...issue.path, ...key])}: ${issue.message}`
}

/** `measures[2].starts[0]`, as one writes it in JavaScript. */
function writePath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text.replace(/^\./, '') || '(the whole file)'
}
