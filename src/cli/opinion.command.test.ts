import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { opinionAnalyseCommand } from './opinion.command.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'opinion-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await opinionAnalyseCommand.run(args, {
    cwd: folder,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Two camps of ten people who answer ten comments each in their own way. */
function twoCamps(): string {
  const lines = Array.from({ length: 20 }, (_, person) =>
    Array.from({ length: 10 }, (_, comment) => {
      const isOdd = (person + comment) % 7 === 0
      return `${person * 10 + comment},${comment},${person},${person % 2 === 0 && !isOdd ? 1 : -1}`
    }).join('\n'),
  )
  return `timestamp,comment-id,voter-id,vote\n${lines.join('\n')}\n`
}

const answer = z.object({
  k: z.number(),
  group_of: z.record(z.string(), z.number()),
  moderated_out: z.array(z.number()),
})

const stability = z.object({
  stability: z.object({ verdict: z.string(), resamples: z.number(), seed: z.string() }),
})

describe('opinion analyse', () => {
  test('two camps are two groups', async () => {
    await writeFile(path.join(folder, 'votes.csv'), twoCamps())
    const { code, out } = await run('.', '--json')
    const { k, group_of } = answer.parse(JSON.parse(out))
    expect({ code, k }).toEqual({ code: 0, k: 2 })
    expect(new Set(Object.values(group_of)).size).toBe(2)
    expect(group_of[2]).not.toBe(group_of[3])
  })

  test('votes by participant are read where votes.csv is absent, and moderation where it is told', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, person) => `${person},${person % 2 === 0 ? '1,1,-1' : '-1,-1,1'}`,
    )
    await writeFile(path.join(folder, 'participants-votes.csv'), `participant,7,8,9\n${rows.join('\n')}\n`)
    await writeFile(path.join(folder, 'math-pca2.json'), '{"mod-out":[9]}')
    const { code, out } = await run('.', '--json')
    expect(code).toBe(0)
    expect(answer.parse(JSON.parse(out)).moderated_out).toEqual([9])
  })

  test('with a seed, how far the groups hold; twice the same answer', async () => {
    await writeFile(path.join(folder, 'votes.csv'), twoCamps())
    const once = await run('.', '--bootstrap', '30', '--seed', 'a', '--json')
    expect(stability.parse(JSON.parse(once.out)).stability).toMatchObject({
      verdict: 'sure',
      resamples: 30,
      seed: 'a',
    })
    expect(await run('.', '--bootstrap', '30', '--seed', 'a', '--json')).toEqual(once)
  })

  test('without --json, a summary in words', async () => {
    await writeFile(path.join(folder, 'votes.csv'), twoCamps())
    expect((await run('.')).out).toMatch(/20 participants, 10 comments, 200 votes/)
  })

  test('a bad line is refused with its place and what to do', async () => {
    await writeFile(path.join(folder, 'votes.csv'), 'timestamp,comment-id,voter-id,vote\n1,2,3,yes\n')
    const { code, out, err } = await run('.', '--json')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'votes.csv, line 2, vote: "yes" is no vote; write 1 for agree, -1 for disagree, 0 for pass',
    )
  })

  test.each([
    [[]],
    [['.', 'more']],
    [['nowhere']],
    [['.', '--unknown']],
    [['.', '--bootstrap', '10']],
    [['.', '--seed', 'a']],
    [['.', '--bootstrap', '-1', '--seed', 'a']],
    [['.', '--bootstrap', 'many', '--seed', 'a']],
  ])('%j is refused', async (args) => {
    const { code, err } = await run(...args)
    expect(code).toBe(2)
    expect(err).not.toBe('')
  })
})
