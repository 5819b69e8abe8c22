import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readSplit, splitCost } from '#modules/cooperation/shared-services/split.public.ts'
import { complain, readArguments } from './arguments.ts'
import type { ExitCode, PureCommand } from './command.ts'

export const sharedServiceSplitCommand: PureCommand = {
  name: 'shared-service split',
  needs: 'nothing',
  summary: 'splits the cost of a shared service to the cent, by weighted keys',
  help: `faire-commune shared-service split FILE.json [--json]

Splits a cost among the parties of a shared service, exactly: each key shares its weight of the total in proportion of the
parties' values, and the cents that rounding leaves go to the largest remainders ("largest", equal ones by id) or to one
party ({"to": "A"}). The shares always add up to the total. Decimals are read as written. A fault is said with its path
(exit code 2). Without --json, one line a party.

{"total_cents": 50000000, "remainder": "largest",
 "parties": [{"id": "A", "values": {"population": 40000, "units": 1200}}, …],
 "keys": [{"name": "population", "weight": 50}, {"name": "units", "weight": 40}]}`,
  async run(args, terminal): Promise<ExitCode> {
    const read = readArguments(args, [], ['json'])
    const file = read.ok ? read.value.words[0] : undefined
    if (!read.ok || file === undefined)
      return complain(
        terminal,
        read.ok ? 'Which file? faire-commune shared-service split FILE.json' : read.refusal,
      )
    const text = await readFile(path.resolve(terminal.cwd, file), 'utf8').catch((error: Error) => error)
    if (text instanceof Error) return complain(terminal, `${file}: ${text.message}`)
    const question = readSplit(text)
    if (!question.ok) {
      for (const fault of question.refusal)
        terminal.err([file, fault.path, fault.remedy].filter((part) => part !== '').join(': '))
      return 2
    }
    const shares = splitCost(question.value)
    if (read.value.flags.has('json')) terminal.out(answerText(question.value.total_cents, shares))
    else for (const { id, cents } of shares) terminal.out(`${id}\t${euros(cents)}`)
    return 0
  },
}

/** Written by hand: JSON numbers may be as long as needed, and a double may not. */
function answerText(
  total: bigint,
  shares: readonly { readonly id: string; readonly cents: bigint }[],
): string {
  const list = shares.map(({ id, cents }) => `{"id":${JSON.stringify(id)},"cents":${cents}}`)
  return `{"total_cents":${total},"shares":[${list.join(',')}]}`
}

function euros(cents: bigint): string {
  const size = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
