import { createReadStream } from 'node:fs'
import path from 'node:path'
import {
  type Counted,
  compareIds,
  countElection,
  countRules,
  createPbReader,
  type Election,
  formatMoney,
  type PbProblem,
  type TieRule,
} from '@faire-commune/participatory-budget'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { readArguments } from './arguments.ts'
import { type CountReport, reportCount, reportInWords } from './budget-report.ts'
import type { ExitCode, PureCommand, Terminal } from './command.ts'

/** Defects named at once: those after them are mostly their echo. */
const PROBLEMS_SHOWN = 20

export const budgetCountCommand: PureCommand = {
  name: 'budget count',
  needs: 'nothing',
  summary: 'counts the votes of a participatory budget, exactly, by the rule named',
  help: `faire-commune budget count FILE.pb --rule NAME [--ties lexicographic|votes|cost|seed:TEXT] [--report] [--json]

Reads the ballots of a Pabulib file and says which projects are funded, in order of selection.

Rules, by the ballots of the file (U: cost, card for approval; cardinal for points; borda for rankings):
  greedy-U        most satisfaction for its cost first, as most towns count
  mes-U           method of equal shares: every voter has the same part of the budget to spend
  mes-U+greedy    … what is left is spent greedily
  mes-U-add1      … with one more unit of currency a voter, again and again, while the budget allows
  mes-U-add1u     … then greedily
  phragmen        sequential Phragmén (approval)
  tool-cost-add1  as equalshares.net counts (approval); tool-cost-add1u: then greedily

--ties says who goes first among projects that are exactly level: lexicographic, the first id (default); votes, most votes, then
the cheaper; cost, the cheaper, then most votes; seed:TEXT, the least SHA-256 of TEXT, a line end and the id. --report adds who
paid how much, what each other project lacked, and how fair the outcome is. Exit code 2 for a file with a defect: its line
and its remedy are named, and nothing is counted.

  faire-commune budget count votes.pb --rule mes-cost-add1u --ties votes --report`,
  async run(args, terminal): Promise<ExitCode> {
    const read = readArguments(args, ['rule', 'ties'], ['report', 'json'])
    if (!read.ok) return complain(terminal, [read.refusal])
    const [file, ...more] = read.value.words
    if (file === undefined || more.length > 0)
      return complain(terminal, ['name one .pb file; see faire-commune budget count --help'])
    const ties = readTies(read.value.options.ties ?? 'lexicographic')
    if (!ties.ok) return complain(terminal, [ties.refusal])
    const reading = await readElection(file, terminal.cwd)
    if (!reading.ok) return complain(terminal, reading.refusal)
    const { election, warnings } = reading.value
    const rule = readRule(read.value.options.rule, election)
    if (!rule.ok) return complain(terminal, [rule.refusal])
    const counted = countElection(election, rule.value, ties.value)
    const { flags } = read.value
    const said = warnings.map((warning) => sentence(file, warning))
    const report = flags.has('report') ? reportCount(counted, ties.value, said) : null
    terminal.out(flags.has('json') ? asJson(counted, report) : inWords(counted, report))
    return 0
  },
}

function readTies(text: string): Result<TieRule, string> {
  if (text === 'lexicographic' || text === 'votes' || text === 'cost') return ok({ by: text })
  const seed = text.startsWith('seed:') ? text.slice('seed:'.length) : ''
  if (seed !== '') return ok({ by: 'seed', seed })
  return refuse(`--ties ${text}: one of lexicographic, votes, cost, seed:TEXT`)
}

function readRule(name: string | undefined, { voteType }: Election): Result<string, string> {
  const rules = countRules(voteType)
  if (name !== undefined && rules.includes(name)) return ok(name)
  const said =
    name === undefined ? '--rule is needed' : `--rule ${name}: no such rule for ${voteType} ballots`
  return refuse(`${said}; one of ${rules.join(', ')}`)
}

interface ReadElection {
  readonly election: Election
  readonly warnings: readonly PbProblem[]
}

/** The file is read piece by piece: it may be larger than memory. */
async function readElection(file: string, cwd: string): Promise<Result<ReadElection, readonly string[]>> {
  const reader = createPbReader({ duplicateVoters: 'refuse', groups: [], maxProblems: PROBLEMS_SHOWN })
  try {
    for await (const chunk of createReadStream(path.resolve(cwd, file)))
      if (chunk instanceof Uint8Array) reader.push(chunk)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return refuse([`${file}: cannot be read (${reason}); check the path`])
  }
  const reading = reader.end()
  return reading.ok
    ? ok({ election: reading.election, warnings: reading.warnings })
    : refuse(reading.problems.map((problem) => sentence(file, problem)))
}

function sentence(file: string, { line, text, remedy }: PbProblem): string {
  return `${file}, line ${line}: ${text}; ${remedy}`
}

function asJson(counted: Counted, report: CountReport | null): string {
  const { rule, selected, ties, profile } = counted
  const { projects, budget, decimals, voters } = profile.election
  const idOf = (project: number) => projects[project]?.id ?? ''
  return JSON.stringify(
    {
      rule,
      selected: selected.map(idOf),
      total_cost: formatMoney(totalCost(counted), decimals),
      budget: formatMoney(budget, decimals),
      voters,
      ties: ties.map(({ round, candidates, chosen, by }) => ({
        round,
        candidates: candidates.map(idOf).sort(compareIds),
        chosen: idOf(chosen),
        by,
      })),
      ...(report === null ? {} : { report }),
    },
    null,
    2,
  )
}

function inWords(counted: Counted, report: CountReport | null): string {
  const { rule, selected, ties, profile } = counted
  const { projects, budget, decimals, voters } = profile.election
  const idOf = (project: number) => projects[project]?.id ?? ''
  const lines = selected.map((project, index) => {
    const { id, cost, fields } = projects[project] ?? { id: '', cost: 0, fields: {} }
    return `${String(index + 1).padStart(3)}. ${id} ${fields.name ?? ''} (${formatMoney(cost, decimals)})`
  })
  const met = ties.map(
    ({ round, candidates, chosen, by }) =>
      `  choice ${round}: ${candidates.map(idOf).join(', ')} exactly level, ${idOf(chosen)} first (${by})`,
  )
  return [
    `${rule}: ${selected.length} of ${projects.length} projects, ${formatMoney(totalCost(counted), decimals)} of ${formatMoney(budget, decimals)}, ${voters} ballots`,
    ...lines,
    ...(met.length > 0 ? ['Ties:', ...met] : []),
    ...(report === null ? [] : reportInWords(report)),
  ].join('\n')
}

function totalCost({ selected, profile }: Counted): number {
  return selected.reduce((sum, project) => sum + (profile.election.projects[project]?.cost ?? 0), 0)
}

function complain(terminal: Terminal, sentences: readonly string[]): ExitCode {
  for (const line of sentences) terminal.err(line)
  return 2
}
