import type { Context } from '#infra/context.ts'
import type { Command, ExitCode, Terminal } from './command.ts'
import { commandNames, loadCommand } from './commands.ts'

export interface FoundCommand {
  readonly command: Command
  /** Words after the command's name. */
  readonly args: readonly string[]
}

/** The command with the longest name that these words begin with; null when there is none. */
export async function findCommand(words: readonly string[]): Promise<FoundCommand | null> {
  const name = commandNames
    .filter((candidate) => candidate.split(' ').every((word, index) => word === words[index]))
    .sort((a, b) => b.length - a.length)[0]
  if (name === undefined) return null
  return { command: await loadCommand(name), args: words.slice(name.split(' ').length) }
}

/** Runs a command in the process that has the town open. */
export async function runTownCommand(
  words: readonly string[],
  terminal: Terminal,
  context: Context,
): Promise<ExitCode> {
  const found = await findCommand(words)
  if (found?.command.needs !== 'town') {
    terminal.err(`${words.join(' ')}: not a command on a town's data`)
    return 2
  }
  return found.command.run(found.args, terminal, context)
}
