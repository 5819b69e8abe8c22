import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  exportFormats,
  listMeasureFiles,
  statuses,
  writeMeasuresFile,
} from '#modules/steering/measures/measures.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, TownCommand } from './command.ts'

export const exportMeasuresCommand: TownCommand = {
  name: 'export measures',
  needs: 'town',
  summary: 'writes every measure to a CSV, XLSX or JSON file',
  help: `faire-commune export measures [--format csv|xlsx|json] [--out FILE] [--world NAME]

Writes every measure with its costs, gains, risks and conditions, as "import measures" reads them back. The format is the
end of the file's name unless --format says another; without --out, JSON or CSV goes to the terminal.

  faire-commune export measures --out mesures.xlsx`,
  async run(args, terminal, { db, clock, town }): Promise<ExitCode> {
    const read = readArguments(args, ['format', 'out'])
    if (!read.ok) return complain(terminal, read.refusal)
    const { out, format = out === undefined ? 'json' : path.extname(out).slice(1) } = read.value.options
    const known = exportFormats.find((name) => name === format)
    if (!known) return complain(terminal, `--format: one of ${exportFormats.join(', ')}, not "${format}"`)
    if (out === undefined && known === 'xlsx') return complain(terminal, '--out FILE is needed for xlsx')
    const sheets = await listMeasureFiles(db, clock.today(), statuses)
    const file = await writeMeasuresFile(sheets, known, town)
    if (out === undefined) terminal.out(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes))
    else await writeFile(path.resolve(terminal.cwd, out), file.bytes)
    return 0
  },
}
