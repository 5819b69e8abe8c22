import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createPbReader, type PbReading } from '@faire-commune/participatory-budget'
import {
  type Imported,
  type ImportRefusal,
  importElection,
} from '#modules/participation/participatory-budgets/participatory-budgets.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, TownCommand } from './command.ts'

/** Defects named at once: those after them are mostly their echo. */
const problemsShown = 20

const sentences: Readonly<Record<ImportRefusal, string>> = {
  title_taken: 'an edition has this title already; give another one with --title',
  rule_of_other_ballots: 'that rule does not fit these ballots; see faire-commune budget count --help',
  too_many_projects: 'an edition holds 1,500 projects at most',
  parts_of_a_cent: 'amounts have more than two digits after the point; round them to cents',
  project_without_cost: 'a project costs nothing; give each a cost, or remove it',
  no_project: 'the file has no project',
  points_too_large: 'points must be whole numbers up to 32767',
}

export const importBudgetCommand: TownCommand = {
  name: 'import budget',
  needs: 'town',
  summary: 'loads an election of a participatory budget from a .pb file, with its ballots and result',
  help: `faire-commune import budget FILE.pb [--title TITLE] [--rule NAME] [--world NAME]

Reads a Pabulib file and keeps it as an edition: its projects, its ballots without the numbers of their voters, and its result, counted
by the rule named (see "budget count --help"; the usual one when left out). Says how that result compares with the projects
that the file itself marks as selected. Nothing is written when a line of the file is wrong.

  faire-commune import budget vote-2024.pb --title "Budget participatif 2024" --rule greedy-cost`,
  async run(args, terminal, context): Promise<ExitCode> {
    const read = readArguments(args, ['title', 'rule'])
    const file = read.ok ? read.value.words[0] : undefined
    if (!read.ok || file === undefined)
      return complain(terminal, read.ok ? 'Which file? faire-commune import budget FILE.pb' : read.refusal)
    const reading = await readFileOf(path.resolve(terminal.cwd, file)).catch((error: Error) => error)
    if (reading instanceof Error) return complain(terminal, `${file}: ${reading.message}`)
    if (!reading.ok) {
      for (const { line, text, remedy } of reading.problems)
        terminal.err(`${file}, line ${line}: ${text}; ${remedy}`)
      return 2
    }
    const imported = await importElection(context, {
      election: reading.election,
      file: path.basename(file),
      title: read.value.options.title ?? null,
      rule: read.value.options.rule ?? null,
    })
    if (!imported.ok) return complain(terminal, `${file}: ${sentences[imported.refusal]}`)
    for (const line of inWords(imported.value)) terminal.out(line)
    return 0
  },
}

/** The file is read piece by piece: it may be larger than memory. */
async function readFileOf(name: string): Promise<PbReading> {
  const reader = createPbReader({ duplicateVoters: 'refuse', groups: [], maxProblems: problemsShown })
  for await (const chunk of createReadStream(name)) if (chunk instanceof Uint8Array) reader.push(chunk)
  return reader.end()
}

function inWords({ code, rule, projects, ballots, selected, selectedInFile }: Imported): string[] {
  const own = new Set(selected)
  const common = selectedInFile?.filter((reference) => own.has(reference)).length ?? 0
  const lines = [
    `/budgets-participatifs/${code}: ${projects} projects, ${ballots} ballots, ${selected.length} selected by ${rule}`,
  ]
  if (selectedInFile === null) return [...lines, 'The file does not say which projects were selected.']
  const isSame = selectedInFile.length === own.size && common === own.size
  return [
    ...lines,
    isSame
      ? 'The file says the same projects were selected.'
      : `The file says ${selectedInFile.length} were selected, ${common} of them the same.`,
  ]
}
