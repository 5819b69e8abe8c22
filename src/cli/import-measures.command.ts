import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  countChanges,
  type FileFault,
  measuresWords,
  planMeasuresImport,
  readMeasuresFile,
  writeMeasures,
} from '#modules/steering/measures/measures.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, TownCommand } from './command.ts'

export const importMeasuresCommand: TownCommand = {
  name: 'import measures',
  needs: 'town',
  summary: 'reads measures from a CSV, XLSX or JSON file',
  help: `faire-commune import measures FILE [--keep-good] [--dry-run] [--world NAME]

Reads measures with their costs, gains, risks, conditions and rules of law from a file such as "export measures" writes: CSV (any
separator; UTF-8 with or without BOM, or Windows-1252; French decimals), XLSX or JSON. A line that cannot be read is said
with its line, its column and what to do; then nothing is written, unless --keep-good asks for the good lines. The same
file twice changes nothing. --dry-run says what would change.

  faire-commune import measures mesures.csv --dry-run`,
  async run(args, terminal, context): Promise<ExitCode> {
    const read = readArguments(args, [], ['keep-good', 'dry-run'])
    const file = read.ok ? read.value.words[0] : undefined
    if (!read.ok || file === undefined)
      return complain(terminal, read.ok ? 'Which file? faire-commune import measures FILE' : read.refusal)
    const bytes = await readFile(path.resolve(terminal.cwd, file)).catch((error: Error) => error)
    if (bytes instanceof Error) return complain(terminal, `${file}: ${bytes.message}`)
    const reading = await readMeasuresFile(bytes)
    const plan = await planMeasuresImport(context, reading)
    for (const fault of plan.faults) terminal.err(sentenceOf(file, fault))
    const mayWrite = plan.faults.length === 0 || read.value.flags.has('keep-good')
    const writes = mayWrite && !read.value.flags.has('dry-run')
    const done = writes ? await writeMeasures(context, reading, 'server') : plan
    const counts = countChanges(done)
    terminal.out(
      `${writes ? '' : 'nothing written: '}${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged, ${plan.faults.length} to mend`,
    )
    return mayWrite ? 0 : 2
  },
}

function sentenceOf(file: string, { place, code, found }: FileFault): string {
  const where = [file, place.line, place.column].filter((part) => part !== null && part !== '').join(':')
  const remedies = [measuresWords('fr')(`error.${code}`), measuresWords('en')(`error.${code}`)].join(' / ')
  return `${where}: ${found ? `« ${found} » ` : ''}${remedies}`
}
