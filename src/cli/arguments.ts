import { parseArgs } from 'node:util'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { ExitCode, Terminal } from './command.ts'

/** Says what is wrong with the words or the file of a command: exit code 2. */
export function complain(terminal: Terminal, sentence: string): ExitCode {
  terminal.err(sentence)
  return 2
}

export interface Arguments<Option extends string, Flag extends string> {
  readonly words: readonly string[]
  readonly options: Readonly<Partial<Record<Option, string>>>
  readonly flags: ReadonlySet<Flag>
}

/** The words of a command, its `--option value` pairs and its `--flag`s; the refusal is the sentence to show. */
export function readArguments<Option extends string, Flag extends string = never>(
  args: readonly string[],
  options: readonly Option[] = [],
  flags: readonly Flag[] = [],
): Result<Arguments<Option, Flag>, string> {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: Object.fromEntries([
        ...options.map((name) => [name, { type: 'string' as const }]),
        ...flags.map((name) => [name, { type: 'boolean' as const }]),
      ]),
      allowPositionals: true,
    })
    const values: Readonly<Record<string, unknown>> = parsed.values
    return ok({
      words: parsed.positionals,
      options: keep(values, options),
      flags: new Set(flags.filter((name) => values[name] === true)),
    })
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function keep<Option extends string>(
  values: Readonly<Record<string, unknown>>,
  options: readonly Option[],
): Partial<Record<Option, string>> {
  const kept: Partial<Record<Option, string>> = {}
  for (const name of options) {
    const value = values[name]
    if (typeof value === 'string') kept[name] = value
  }
  return kept
}
