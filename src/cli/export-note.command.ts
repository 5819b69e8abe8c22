import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isLocale } from '#kernel/locale.ts'
import {
  gatherNote,
  noteFormats,
  writeDocx,
  writeNote,
  writePdf,
} from '#modules/steering/notes/notes.public.ts'
import { listScenarioReports } from '#modules/steering/scenarios/scenarios.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, TownCommand } from './command.ts'

export const exportNoteCommand: TownCommand = {
  name: 'export note',
  needs: 'town',
  summary: 'writes the note to the mayor for a scenario, as a word file or a PDF',
  help: `faire-commune export note SCENARIO --out FILE.docx|FILE.pdf [--language fr|en] [--author NAME] [--title TITLE]

Writes the note to the mayor from the last computed choice of a scenario: measures, risks, comparison, budget, decisions,
sources. The end of the file's name says the format. Without --author it is signed by whoever directs the services.
Without SCENARIO, lists the scenarios.

  faire-commune export note prudence --out note.pdf`,
  async run(args, terminal, context): Promise<ExitCode> {
    const read = readArguments(args, ['out', 'language', 'author', 'title'])
    if (!read.ok) return complain(terminal, read.refusal)
    const [code] = read.value.words
    const { out, language = 'fr', author, title = '' } = read.value.options
    if (code === undefined) {
      for (const { scenario, status } of await listScenarioReports(context))
        terminal.out(`${scenario.code}\t${scenario.title}\t${status}`)
      return 0
    }
    const format = noteFormats.find((known) => path.extname(out ?? '') === `.${known}`)
    if (out === undefined || !format) return complain(terminal, '--out FILE.docx or FILE.pdf is needed')
    if (!isLocale(language)) return complain(terminal, `--language: fr or en, not "${language}"`)
    const found = await gatherNote(context, code, language, author ? { name: author, title } : null)
    if (!found.ok) {
      const sentences = {
        not_found: `there is no scenario "${code}"; without a name this command lists them`,
        not_solved: `the scenario "${code}" is not computed yet: start it on its page, /scenarios/${code}`,
      }
      terminal.err(sentences[found.refusal])
      return 1
    }
    if (found.value.isStale)
      terminal.err('note: the scenario or a measure has changed since its last computation')
    const note = writeNote(found.value.source)
    await writeFile(
      path.resolve(terminal.cwd, out),
      format === 'docx' ? await writeDocx(note) : await writePdf(note),
    )
    return 0
  },
}
