import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { isLocale, type Locale } from '#kernel/locale.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  type Answer,
  type AnyRule,
  allRules,
  answerJson,
  type EvaluateRefusal,
  evaluate,
  type FactJson,
  factsJson,
  findRule,
  ruleJson,
} from '#modules/steering/law/rules.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, PureCommand, Terminal } from './command.ts'

/** The words of a call with `--json` and `--lang` taken out, as every law command takes them. */
interface Call<Option extends string> {
  readonly words: readonly string[]
  readonly options: Readonly<Partial<Record<Option, string>>>
  readonly json: boolean
  readonly locale: Locale
}

function readCall<Option extends string>(
  args: readonly string[],
  names: readonly Option[] = [],
): Result<Call<Option>, string> {
  const read = readArguments<Option | 'lang'>(
    args.filter((word) => word !== '--json'),
    [...names, 'lang'],
  )
  if (!read.ok) return read
  const locale = read.value.options.lang ?? 'fr'
  if (!isLocale(locale)) return refuse(`--lang ${locale}: one of fr, en`)
  return ok({ ...read.value, json: args.includes('--json'), locale })
}

export const lawListCommand: PureCommand = {
  name: 'law list',
  needs: 'nothing',
  summary: 'lists the legal rules, with their versions',
  help: `faire-commune law list [--json] [--lang fr|en]

Lists every rule by theme: its id, its title, the day from which its present version holds, its article. With --json, every
version with its statement in both languages, its sources, its confidence and the day of its review.`,
  async run(args, terminal): Promise<ExitCode> {
    const call = readCall(args)
    if (!call.ok) return complain(terminal, call.refusal)
    if (call.value.json) terminal.out(JSON.stringify(allRules.map(ruleJson), null, 2))
    else for (const rule of allRules) terminal.out(ruleLine(rule, call.value.locale))
    return 0
  },
}

function ruleLine(rule: AnyRule, locale: Locale): string {
  const last = rule.versions.at(-1)
  return `${rule.id.padEnd(12)} ${rule.theme.padEnd(15)} ${rule.title[locale]} (${last?.article ?? ''})`
}

export const lawFactsCommand: PureCommand = {
  name: 'law facts',
  needs: 'nothing',
  summary: 'says which facts a legal rule needs',
  help: `faire-commune law facts RULE [--json] [--lang fr|en]

Lists the facts of a rule: name, type, unit, required or not, meaning. Money is a whole number of cents, a share is a
decimal between 0 and 1, a date is written 2026-11-22.

  faire-commune law facts SCIC-01 --json`,
  async run(args, terminal): Promise<ExitCode> {
    const call = readCall(args)
    if (!call.ok) return complain(terminal, call.refusal)
    const { words, json, locale } = call.value
    const [id, ...rest] = words
    if (id === undefined || rest.length > 0)
      return complain(terminal, 'law facts needs one RULE; see law list')
    const rule = findRule(id)
    if (!rule) return complain(terminal, unknownRule(id))
    const facts = factsJson(rule.facts, locale)
    terminal.out(json ? JSON.stringify(facts, null, 2) : facts.map(factLine).join('\n'))
    return 0
  },
}

function factLine({ name, type, unit, required, meaning, options, items }: FactJson): string {
  const words = [type, unit === type ? null : unit, required ? 'required' : 'optional']
  const inside = options?.join(', ') ?? items?.map((item) => `${item.name}: ${item.type}`).join(', ')
  const detail = inside ? ` [${inside}]` : ''
  return `${name} (${words.filter(Boolean).join(', ')})${detail}\n  ${meaning}`
}

export const lawEvaluateCommand: PureCommand = {
  name: 'law evaluate',
  needs: 'nothing',
  summary: 'says what a legal rule answers to facts on a day',
  help: `faire-commune law evaluate RULE --on DATE [--facts FILE.json] [--json] [--lang fr|en]

DATE is the day of the event that the rule names (deliberation, grant, close of the financial year…), and chooses the version. The
file holds one JSON object: the facts of "law facts RULE". A missing fact makes the answer "unknown" and is named. An
unknown rule or fact, or a wrong value, is named on stderr (exit 2).

  faire-commune law evaluate SCIC-01 --on 2014-10-07 --facts facts.json --json`,
  async run(args, terminal): Promise<ExitCode> {
    const call = readCall(args, ['on', 'facts'])
    if (!call.ok) return complain(terminal, call.refusal)
    const { words, options, json, locale } = call.value
    const [id, ...rest] = words
    if (id === undefined || rest.length > 0)
      return complain(terminal, 'law evaluate needs one RULE; see law list')
    const on = parseCalendarDate(options.on ?? '')
    if (on === null) return complain(terminal, '--on needs a date such as 2026-11-22')
    const facts = readFacts(options.facts, terminal.cwd)
    if (!facts.ok) return complain(terminal, facts.refusal)
    return answer(id, facts.value, on, { json, locale, terminal })
  },
}

interface Output {
  readonly json: boolean
  readonly locale: Locale
  readonly terminal: Terminal
}

function answer(
  id: string,
  facts: Readonly<Record<string, unknown>>,
  on: CalendarDate,
  { json, locale, terminal }: Output,
): ExitCode {
  const evaluated = evaluate(id, facts, on)
  if (evaluated.ok) {
    const printed = json
      ? JSON.stringify(answerJson(evaluated.value, locale), null, 2)
      : answerText(evaluated.value, locale)
    terminal.out(printed)
    return 0
  }
  for (const refusal of evaluated.refusal) terminal.err(refusalText(id, refusal))
  return 2
}

/** The facts of a file; none without a file. */
function readFacts(path: string | undefined, cwd: string): Result<Readonly<Record<string, unknown>>, string> {
  if (path === undefined) return ok({})
  try {
    const facts: unknown = JSON.parse(readFileSync(resolve(cwd, path), 'utf8').replace(/^\uFEFF/, ''))
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return ok({ ...facts })
    return refuse(`${path}: one JSON object is expected, with a fact a key`)
  } catch (error) {
    return refuse(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function unknownRule(id: string): string {
  return `${id}: no such rule; see law list`
}

function refusalText(id: string, refusal: EvaluateRefusal): string {
  switch (refusal.code) {
    case 'unknown_rule':
      return unknownRule(refusal.name)
    case 'unknown_fact':
      return `${refusal.name}: not a fact of ${id}, which has ${refusal.expected}`
    case 'wrong_fact':
      return `${refusal.name}: ${refusal.expected} is expected`
  }
}

function answerText(found: Answer, locale: Locale): string {
  const lines = [
    `${found.version ?? found.rule} on ${found.on}: ${found.status}`,
    found.value === null ? null : `value: ${show(found.value)} ${found.unit ?? ''}`.trimEnd(),
    found.threshold === null ? null : `threshold: ${show(found.threshold)}`,
    found.excess === null ? null : `excess: ${found.excess}`,
    found.cure && `cure: ${found.cure[locale]}`,
    found.missing.length > 0 ? `missing: ${found.missing.join(', ')}` : null,
    `article: ${found.article} (${found.confidence})`,
    found.toVerify && `to verify: ${found.toVerify[locale]}`,
    found.nextChange && `changes on: ${found.nextChange}`,
    ...found.steps.map((step) => `  ${step.text[locale]}: ${show(step.value)} ${step.unit ?? ''}`.trimEnd()),
  ]
  return lines.filter((line) => line !== null).join('\n')
}

function show(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
