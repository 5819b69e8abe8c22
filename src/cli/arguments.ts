import { parseArgs } from 'node:util'
import { ok, type Result, refuse } from '#kernel/result.ts'

export interface Arguments<Option extends string> {
  readonly words: readonly string[]
  readonly options: Readonly<Partial<Record<Option, string>>>
}

/** The words of a command and its `--option value` pairs; the refusal is the sentence to show. */
export function readArguments<Option extends string>(
  args: readonly string[],
  options: readonly Option[] = [],
): Result<Arguments<Option>, string> {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
    })
    return ok({ words: parsed.positionals, options: keep(parsed.values, options) })
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
