import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import {
  grantReport,
  openGrants,
  openOrganisations,
  organisationReport,
  type Progress,
  planGrantImport,
  planOrganisationImport,
  refusalLine,
  remarkLines,
  writeGrants,
  writeOrganisations,
} from '#modules/partnership/organisations/organisations.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, Terminal, TownCommand } from './command.ts'

const usage = (what: string) =>
  `faire-commune import ${what} FILE [--dry-run] [--keep-good] [--json] [--world NAME]`

const reading = `Any separator; UTF-8 with or without BOM, Windows-1252 or UTF-16; XLSX; the header may stand under a title. A line that
cannot be kept is said with its line, its column and what to do; then nothing is written, unless --keep-good asks for the good
lines. --dry-run writes nothing. --json prints the whole report for programs, and nothing else.`

export const importGrantsCommand: TownCommand = {
  name: 'import grants',
  needs: 'town',
  summary: 'reads the grants that the town gave, from an SCDL, CSV or XLSX file',
  help: `${usage('grants')}

Reads grants with their beneficiaries, in the columns of SCDL « subventions » or near them. ${reading}
Beneficiaries are known by SIREN, else by RNA or register of Alsace-Moselle, never by their name. A SIRET that lost its last
digits in a spreadsheet gives its SIREN, and is never held valid. The same file twice adds nothing.

  faire-commune import grants subventions-2026.csv --dry-run --json`,
  async run(args, terminal, context): Promise<ExitCode> {
    const asked = await readAsked(args, terminal, 'grants')
    if (asked === null) return 2
    const { source, isDry, keepsGood } = asked
    const file = await openGrants(context, source)
    if (!file.ok) return complain(terminal, refusalLine(source.fileName, file.refusal))
    const progress = progressOf(asked, terminal)
    const plan = isDry
      ? { ...(await planGrantImport(context, source, file.value, progress)), isWritten: false }
      : await writeGrants(context, source, file.value, { role: 'server', keepsGood }, progress)
    const report = grantReport(plan)
    if (asked.isJson) terminal.out(JSON.stringify(report))
    else {
      for (const line of remarkLines(source.fileName, plan.reading)) terminal.err(line)
      for (const { column, message } of report.explanations) terminal.err(`${column}: ${message}`)
      for (const { column, message } of report.grantors) terminal.err(`${column}: ${message}`)
      const { known, new: made } = report.organisations
      terminal.out(
        `${plan.isWritten ? (plan.isKnownFile ? 'known file, nothing added: ' : '') : 'nothing written: '}${report.accepted} grants of ${report.rows - report.blank} lines, ${made} organisations new, ${known} known`,
      )
    }
    return plan.isWritten || isDry ? 0 : 2
  },
}

export const importOrganisationsCommand: TownCommand = {
  name: 'import organisations',
  needs: 'town',
  summary: 'reads associations and companies from an RNA, Sirene, CSV or XLSX file',
  help: `${usage('organisations')}

Reads organisations with their SIREN, SIRET, RNA, or volume, folio and court of Alsace-Moselle. ${reading}
A SIREN that another program proposed from a name (siren_propose) is judged in the report, and never held.
What a file says is kept as the layer of imports: what somebody corrected in the directory stays. The same file twice
changes nothing.

  faire-commune import organisations sirene.csv --dry-run --json`,
  async run(args, terminal, context): Promise<ExitCode> {
    const asked = await readAsked(args, terminal, 'organisations')
    if (asked === null) return 2
    const { source, isDry, keepsGood } = asked
    const file = await openOrganisations(context, source)
    if (!file.ok) return complain(terminal, refusalLine(source.fileName, file.refusal))
    const progress = progressOf(asked, terminal)
    const plan = isDry
      ? { ...(await planOrganisationImport(context, file.value, progress)), isWritten: false }
      : await writeOrganisations(context, source, file.value, { role: 'server', keepsGood }, progress)
    const report = organisationReport(plan)
    if (asked.isJson) terminal.out(JSON.stringify(report))
    else {
      for (const line of remarkLines(source.fileName, plan.reading)) terminal.err(line)
      for (const { column, message } of report.explanations) terminal.err(`${column}: ${message}`)
      terminal.out(
        `${plan.isWritten ? '' : 'nothing written: '}${report.created} created, ${report.changed} changed, ${report.unchanged} unchanged, ${report.closed} closed, ${report.rejected.length} to mend`,
      )
    }
    return plan.isWritten || isDry ? 0 : 2
  },
}

/** Says every tenth of a long file on the terminal; a program that reads JSON hears nothing else. */
function progressOf({ isJson }: Asked, terminal: Terminal): Progress {
  let said = ''
  return async (step, done, all) => {
    const tenth = `${step} ${Math.floor((done * 10) / all)}`
    if (isJson || all < 5000 || tenth === said) return
    said = tenth
    terminal.err(`${step} ${done} / ${all}`)
    // The embedded database works in this very thread: the line leaves before it goes on.
    await setImmediate()
  }
}

interface Asked {
  readonly source: { readonly fileName: string; readonly bytes: Uint8Array }
  readonly isDry: boolean
  readonly keepsGood: boolean
  readonly isJson: boolean
}

/** The file and the options of a command line; null when they cannot be read, which has been said. */
async function readAsked(args: readonly string[], terminal: Terminal, what: string): Promise<Asked | null> {
  const read = readArguments(args, [], ['keep-good', 'dry-run', 'json'])
  const file = read.ok ? read.value.words[0] : undefined
  if (!read.ok || file === undefined) {
    complain(terminal, read.ok ? `Which file? ${usage(what)}` : read.refusal)
    return null
  }
  const bytes = await readFile(path.resolve(terminal.cwd, file)).catch((error: Error) => error)
  if (bytes instanceof Error) {
    complain(terminal, `${file}: ${bytes.message}`)
    return null
  }
  const { flags } = read.value
  return {
    source: { fileName: path.basename(file), bytes },
    isDry: flags.has('dry-run'),
    keepsGood: flags.has('keep-good'),
    isJson: flags.has('json'),
  }
}
