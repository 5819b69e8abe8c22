import { sendCommand } from '#infra/command-socket.ts'
import { readSettings, type Settings, type WorldName, worlds } from '#infra/settings.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Command, ExitCode, Terminal, TownCommand } from './command.ts'
import { commandNames, loadCommand } from './commands.ts'
import { type FoundCommand, findCommand } from './dispatch.ts'

/** Runs what was typed after `faire-commune`. */
export async function runWords(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = takeWorld(words)
  if (!chosen.ok) return complain(terminal, chosen.refusal, 2)
  const { rest, world } = chosen.value
  const asksHelp = rest.length === 0 || rest.includes('--help') || rest.includes('-h')
  const found = await findCommand(rest)
  if (!found) return answerUnknown(rest, asksHelp, terminal)
  if (asksHelp) {
    terminal.out(found.command.help)
    return 0
  }
  if (found.command.needs === 'nothing') return found.command.run(found.args, terminal)
  const settings = readSettings(env, { world })
  if (!settings.ok) return complain(terminal, settings.refusal, 1)
  return runInPlace(found, rest, terminal, settings.value)
}

async function runInPlace(
  { command, args }: FoundCommand,
  words: readonly string[],
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  if (command.needs === 'place') return command.run(args, terminal, settings)
  if (command.needs === 'nothing') return command.run(args, terminal)
  const answered = settings.databaseUrl ? null : await askServer(words, terminal, settings)
  return answered ?? runHere(command, args, terminal, settings)
}

/** Exit code of the command run by the server that owns the folder; null when none answers. */
async function askServer(
  args: readonly string[],
  terminal: Terminal,
  { folder }: Settings,
): Promise<ExitCode | null> {
  const write = (stream: 'out' | 'err', text: string) => terminal[stream](text)
  const code = await sendCommand(folder, { args: [...args], cwd: terminal.cwd }, write)
  return code === null ? null : code === 0 || code === 2 ? code : 1
}

async function runHere(
  command: TownCommand,
  args: readonly string[],
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  // Read only here: most commands are answered by the server, without the weight of the modules.
  const { withTown } = await import('../with-town.ts')
  const result = await withTown(settings, terminal.err, (context) => command.run(args, terminal, context))
  return result.ok ? result.value : complain(terminal, result.refusal, 1)
}

/** `--world NAME` may stand anywhere among the words. */
function takeWorld(
  words: readonly string[],
): Result<{ rest: string[]; world: WorldName | undefined }, readonly string[]> {
  const at = words.indexOf('--world')
  if (at < 0) return ok({ rest: [...words], world: undefined })
  const world = worlds.find((name) => name === words[at + 1])
  if (!world) return refuse([`--world ${words[at + 1] ?? ''}: one of ${worlds.join(', ')}`])
  return ok({ rest: words.toSpliced(at, 2), world })
}

async function answerUnknown(
  words: readonly string[],
  asksHelp: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const [first] = words.filter((word) => !word.startsWith('-'))
  const names = commandNames.filter((name) => first === undefined || name.split(' ')[0] === first)
  if (names.length === 0)
    return complain(terminal, [`${first}: no such command; see faire-commune --help`], 2)
  const commands = await Promise.all(names.map(loadCommand))
  if (asksHelp) terminal.out(overview(commands))
  else terminal.err(overview(commands))
  return asksHelp ? 0 : 2
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    'faire-commune [--world town|small|agglomeration|empty] COMMAND',
    '',
    ...lines,
    '',
    'faire-commune COMMAND --help says more. Settings: docs/operate.md',
  ].join('\n')
}

function complain(terminal: Terminal, sentences: readonly string[], code: ExitCode): ExitCode {
  for (const sentence of sentences) terminal.err(sentence)
  return code
}
