import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { referencePath } from '../../../test/reference.ts'
import type { Read } from '../src/fault.ts'
import { POLIS_SETTINGS } from '../src/map-settings.ts'
import type { MapChoices } from '../src/opinion-map.ts'
import { readModeration } from '../src/read-moderation.ts'
import { readProductionModeration } from '../src/read-production-moderation.ts'
import { readVotes } from '../src/read-votes.ts'
import type { Vote } from '../src/votes.ts'

const byName = z.record(z.string(), z.number())
const representative = z.object({
  'n-success': z.number(),
  'n-trials': z.number(),
  'p-success': z.number(),
  'p-test': z.number(),
  repness: z.number(),
  'repness-test': z.number(),
  'repful-for': z.enum(['agree', 'disagree']),
  tid: z.number(),
  'n-agree': z.number().optional(),
  'best-agree': z.boolean().optional(),
})
const consensus = representative.pick({
  tid: true,
  'n-success': true,
  'n-trials': true,
  'p-success': true,
  'p-test': true,
})

/** What `expected.json` says; the keys about other programs are left aside. */
const expectedMap = z.object({
  participants: z.number(),
  comments: z.number(),
  votes: z.number(),
  moderated_out: z.array(z.number()),
  tids: z.array(z.number()),
  center: z.array(z.number()),
  comps: z.array(z.array(z.number())),
  eigenvalues: z.array(z.number()),
  comment_extremity: z.array(z.number()),
  pids: z.array(z.number()),
  projection: z.array(z.array(z.number())),
  in_conv: z.array(z.number()),
  base_clusters: z.array(z.object({ id: z.number(), members: z.array(z.number()) })),
  silhouette: byName,
  k: z.number(),
  group_of: byName,
  groups_by_k: z.record(
    z.string(),
    z.array(z.object({ id: z.number(), base_clusters: z.array(z.number()) })),
  ),
  group_aware_consensus: byName,
  representative: z.record(z.string(), z.array(representative)),
  consensus: z.object({ agree: z.array(consensus), disagree: z.array(consensus) }),
  comment_priorities: byName,
})

export interface Conversation {
  readonly name: string
  readonly folder: string
  readonly votes: readonly Vote[]
  readonly choices: MapChoices
}

const parts = ['conversations', 'polis-production-math']

/** Folders of the real conversations, by name; none where the reference data is absent. */
export function conversationFolders(): readonly { readonly name: string; readonly folder: string }[] {
  const root = referencePath('data', 'opinion')
  if (root === null) return []
  return parts.flatMap((part) =>
    readdirSync(path.join(root, part)).map((name) => ({ name, folder: path.join(root, part, name) })),
  )
}

export function readConversation({ name, folder }: { name: string; folder: string }): Conversation {
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8')
  const moderatedOut = existsSync(path.join(folder, 'comments.csv'))
    ? readModeration(text('comments.csv'))
    : readProductionModeration(text('math-pca2.json'))
  return {
    name,
    folder,
    votes: unwrap(readVotes(text('votes.csv'))),
    choices: { moderatedOut: unwrap(moderatedOut), meta: [], settings: POLIS_SETTINGS },
  }
}

export function readExpected(folder: string): z.infer<typeof expectedMap> {
  return expectedMap.parse(JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')))
}

export function readProductionMath(folder: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, 'math-pca2.json'), 'utf8'))
}

function unwrap<Value>(read: Read<Value>): Value {
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.value
}
