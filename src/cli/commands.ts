import { assertDefined } from '#kernel/assert.ts'
import type { Command } from './command.ts'

/** Every command, read when it is called for: a command starts without the weight of the others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.command.ts')).startCommand,
  migrate: async () => (await import('./migrate.command.ts')).migrateCommand,
  'world list': async () => (await import('./world.command.ts')).worldListCommand,
  'world show': async () => (await import('./world.command.ts')).worldShowCommand,
  'world set-town': async () => (await import('./world.command.ts')).worldSetTownCommand,
  'account list': async () => (await import('./account.command.ts')).accountListCommand,
  'account create-admin': async () => (await import('./account.command.ts')).accountCreateAdminCommand,
  'account link': async () => (await import('./account.command.ts')).accountLinkCommand,
  'journal verify': async () => (await import('./journal.command.ts')).journalVerifyCommand,
  'import budget': async () => (await import('./import-budget.command.ts')).importBudgetCommand,
  'import measures': async () => (await import('./import-measures.command.ts')).importMeasuresCommand,
  'import grants': async () => (await import('./import-actors.command.ts')).importGrantsCommand,
  'import organisations': async () => (await import('./import-actors.command.ts')).importOrganisationsCommand,
  'shared-service split': async () => (await import('./shared-service.command.ts')).sharedServiceSplitCommand,
  'export note': async () => (await import('./export-note.command.ts')).exportNoteCommand,
  'export measures': async () => (await import('./export-measures.command.ts')).exportMeasuresCommand,
  'law list': async () => (await import('./law.command.ts')).lawListCommand,
  'law facts': async () => (await import('./law.command.ts')).lawFactsCommand,
  'law evaluate': async () => (await import('./law.command.ts')).lawEvaluateCommand,
  backup: async () => (await import('./backup.command.ts')).backupCommand,
  restore: async () => (await import('./restore.command.ts')).restoreCommand,
  solve: async () => (await import('./solve.command.ts')).solveCommand,
  doctor: async () => (await import('./doctor.command.ts')).doctorCommand,
  'budget count': async () => (await import('./budget.command.ts')).budgetCountCommand,
  'sortition probabilities': async () =>
    (await import('./sortition.command.ts')).sortitionProbabilitiesCommand,
  'sortition draw': async () => (await import('./sortition.command.ts')).sortitionDrawCommand,
  'opinion analyse': async () => (await import('./opinion.command.ts')).opinionAnalyseCommand,
}

export const commandNames: readonly string[] = Object.keys(commands)

export function loadCommand(name: string): Promise<Command> {
  return assertDefined(commands[name], `${name} is a command`)()
}
