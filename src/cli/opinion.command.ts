import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  type Fault,
  formatMap,
  formatStability,
  groupStability,
  type Id,
  mapOpinions,
  POLIS_SETTINGS,
  type Read,
  readModeration,
  readParticipantVotes,
  readProductionModeration,
  readVotes,
  type StabilityChoices,
  type Vote,
} from '@faire-commune/opinion-map'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { readArguments } from './arguments.ts'
import type { ExitCode, PureCommand, Terminal } from './command.ts'

/** Readers of the files of a folder, by name; the first that is there is read. */
type Readers<Value> = readonly (readonly [string, (text: string) => Read<Value>])[]

const voteReaders: Readers<readonly Vote[]> = [
  ['votes.csv', readVotes],
  ['participants-votes.csv', readParticipantVotes],
]

const moderationReaders: Readers<readonly Id[]> = [
  ['comments.csv', readModeration],
  ['math-pca2.json', readProductionModeration],
]

export const opinionAnalyseCommand: PureCommand = {
  name: 'opinion analyse',
  needs: 'nothing',
  summary: 'maps opinions: groups, what they say, what everyone agrees on',
  help: `faire-commune opinion analyse DIR [--bootstrap N --seed TEXT] [--json]

Reads the votes of a conversation and computes its map: axes, groups of people who vote alike, the comments that tell each
group from the others, the comments that all agree on, and which comment to show next. DIR holds the files of a Polis
export: votes.csv (timestamp, comment-id, voter-id, vote: 1 agree, -1 disagree, 0 pass), else participants-votes.csv; and,
where moderation refused comments, comments.csv (comment-id, moderated: -1 refused), else math-pca2.json.

--bootstrap: how far the groups hold: the map is computed again for N draws of the participants with replacement, and for N
deals of the answers among their voters, all from the seed. The answer says "sure", "likely" or "none" (no clear groups).

  faire-commune opinion analyse ./conversation --bootstrap 100 --seed "4 mars 2027" --json`,
  async run(args, terminal): Promise<ExitCode> {
    const read = readArguments(args, ['bootstrap', 'seed'], ['json'])
    const folder = read.ok ? read.value.words[0] : undefined
    if (!read.ok) return complain(terminal, [read.refusal])
    if (folder === undefined || read.value.words.length > 1)
      return complain(terminal, ['Which folder? faire-commune opinion analyse DIR'])
    const stability = stabilityChoices(read.value.options)
    if (!stability.ok) return complain(terminal, [stability.refusal])
    const votes = await readFirst(folder, terminal.cwd, voteReaders)
    if (!votes.ok) return complain(terminal, votes.refusal)
    if (votes.value === null)
      return complain(terminal, [
        `${folder}: no ${voteReaders.map(([name]) => name).join(' nor ')} in this folder`,
      ])
    const moderatedOut = await readFirst(folder, terminal.cwd, moderationReaders)
    if (!moderatedOut.ok) return complain(terminal, moderatedOut.refusal)
    const map = mapOpinions(votes.value, {
      moderatedOut: moderatedOut.value ?? [],
      meta: [],
      settings: POLIS_SETTINGS,
    })
    const told = {
      conversation: path.basename(path.resolve(terminal.cwd, folder)),
      ...formatMap(map),
      stability: stability.value === null ? null : formatStability(map, groupStability(map, stability.value)),
    }
    terminal.out(read.value.flags.has('json') ? JSON.stringify(told) : inWords(told))
    return 0
  },
}

/** Each resample is a whole map: more than this is a mistake. */
const MOST_RESAMPLES = 100_000

function stabilityChoices(options: {
  readonly bootstrap?: string
  readonly seed?: string
}): Result<StabilityChoices | null, string> {
  const { bootstrap, seed } = options
  if (bootstrap === undefined && seed === undefined) return ok(null)
  const resamples = Number(bootstrap)
  if (seed === undefined || seed === '' || bootstrap === undefined)
    return refuse('--bootstrap N and --seed TEXT go together: the same seed gives the same answer')
  if (!/^\d+$/.test(bootstrap) || resamples < 1 || resamples > MOST_RESAMPLES)
    return refuse(`--bootstrap ${bootstrap}: how many resamples, such as 100`)
  return ok({ resamples, shuffles: resamples, seed })
}

/** What the first of these files says that is in the folder; null where none is. */
async function readFirst<Value>(
  folder: string,
  cwd: string,
  readers: Readers<Value>,
): Promise<Result<Value | null, readonly string[]>> {
  for (const [name, reader] of readers) {
    const text = await readText(path.join(folder, name), cwd)
    if (!text.ok) return text
    if (text.value === null) continue
    const read = reader(text.value)
    return read.ok
      ? ok(read.value)
      : refuse(read.faults.map((fault) => sentence(path.join(folder, name), fault)))
  }
  return ok(null)
}

/** UTF-8, else the Windows encoding that French spreadsheets write; null where there is no such file. */
async function readText(file: string, cwd: string): Promise<Result<string | null, readonly string[]>> {
  try {
    const bytes = await readFile(path.resolve(cwd, file))
    try {
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch {
      return ok(new TextDecoder('windows-1252').decode(bytes))
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (reason === 'ENOENT') return ok(null)
    return refuse([`${file}: cannot be read (${reason}); check the path`])
  }
}

function sentence(file: string, { line, field, problem, remedy }: Fault): string {
  return `${file}${line === null ? '' : `, line ${line}`}, ${field}: ${problem}; ${remedy}`
}

type Told = ReturnType<typeof formatMap> & { readonly stability: ReturnType<typeof formatStability> | null }

function inWords(told: Told): string {
  const sizes = new Map<number, number>()
  for (const group of Object.values(told.group_of)) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const groups = [...sizes].sort(([a], [b]) => a - b)
  return [
    `${told.participants} participants, ${told.comments} comments, ${told.votes} votes; ${told.in_conv.length} participants on the map`,
    ...groups.map(([group, size]) => {
      const comments = (told.representative[group] ?? []).map((one) => `${one['repful-for']} ${one.tid}`)
      return `group ${group}: ${size} participants; ${comments.join(', ')}`
    }),
    ...(told.stability === null
      ? []
      : [`groups: ${told.stability.verdict} (${told.stability.resamples} resamples)`]),
    `all agree: ${told.consensus.agree.map(({ tid }) => tid).join(', ') || 'on nothing'}`,
    `all disagree: ${told.consensus.disagree.map(({ tid }) => tid).join(', ') || 'with nothing'}`,
  ].join('\n')
}

function complain(terminal: Terminal, sentences: readonly string[]): ExitCode {
  for (const text of sentences) terminal.err(text)
  return 2
}
