import { describe, expect, test } from 'vitest'
import type { Read } from './fault.ts'
import { readModeration } from './read-moderation.ts'
import { readParticipantVotes } from './read-participant-votes.ts'
import { readProductionModeration } from './read-production-moderation.ts'
import { readVotes } from './read-votes.ts'

function firstFault(read: Read<unknown>) {
  return read.ok ? null : read.faults[0]
}

describe('votes.csv', () => {
  test('votes come in the order of time, equal times in the order of the file', () => {
    const text =
      'timestamp,datetime,comment-id,voter-id,vote\r\n20,x,1,5,1\r\n10.5,"x, ""y""",2,6,-1\r\n20,x,3,7,0\r\n\r\n'
    expect(readVotes(text)).toEqual({
      ok: true,
      value: [
        { participant: 6, comment: 2, value: -1 },
        { participant: 5, comment: 1, value: 1 },
        { participant: 7, comment: 3, value: 0 },
      ],
    })
  })

  test('a byte order mark, semicolons and names that are no numbers are read', () => {
    const read = readVotes('\uFEFFtimestamp;comment-id;voter-id;vote\n1;a7;007;1')
    expect(read).toEqual({ ok: true, value: [{ participant: '007', comment: 'a7', value: 1 }] })
  })

  test.each([
    ['', null, 'file'],
    ['timestamp,comment-id,vote\n1,2,1\n', 1, 'voter-id'],
    ['timestamp,comment-id,voter-id,vote\n1,2,3,1\nlater,2,3,1\n', 3, 'timestamp'],
    ['timestamp,comment-id,voter-id,vote\n1,2,3,2\n', 2, 'vote'],
    ['timestamp,comment-id,voter-id,vote\n1,,3,1\n', 2, 'comment-id'],
    ['timestamp,comment-id,voter-id,vote\n1,2,,1\n', 2, 'voter-id'],
    ['timestamp,comment-id,voter-id,vote\n1,2,3\n', 2, 'row'],
    ['timestamp,comment-id,voter-id,vote\n"1\n1",2,3,1\n1,2,3,"1\n', 4, 'column 4'],
    ['timestamp,comment-id,voter-id,vote,vote\n1,2,3,1,1\n', 1, 'vote'],
  ])('%j is refused with its line and field', (text, line, field) => {
    expect(firstFault(readVotes(text))).toMatchObject({ line, field })
  })

  test('a file full of faults is told by the first fifty', () => {
    const read = readVotes(`timestamp,comment-id,voter-id,vote\n${'x,1,1,1\n'.repeat(500)}`)
    expect(read.ok ? 0 : read.faults.length).toBe(50)
  })
})

describe('participants-votes.csv', () => {
  test('every column that does not describe the participant is a comment', () => {
    const text =
      'participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,8\n3,0,0,2,1,0,1,0\n4,,0,1,0,1,,-1\n'
    expect(readParticipantVotes(text)).toEqual({
      ok: true,
      value: [
        { participant: 3, comment: 7, value: 1 },
        { participant: 3, comment: 8, value: 0 },
        { participant: 4, comment: 8, value: -1 },
      ],
    })
  })

  test.each([
    ['participant,7\n3,2\n', 2, '7'],
    ['participant,7\n3,1\n3,1\n', 3, 'participant'],
    ['participant,7\n,1\n', 2, 'participant'],
    ['group-id,7\n0,1\n', 1, 'participant'],
  ])('%j is refused with its line and field', (text, line, field) => {
    expect(firstFault(readParticipantVotes(text))).toMatchObject({ line, field })
  })
})

describe('moderation', () => {
  test('only −1 is refused, in the order of the file', () => {
    const text = 'comment-id,moderated,comment-body\n4,-1,"two\nlines"\n5,1,x\n6,0,y\n2,-1,z\n'
    expect(readModeration(text)).toEqual({ ok: true, value: [4, 2] })
  })

  test('an unknown state is refused with its line', () => {
    expect(firstFault(readModeration('comment-id,moderated\n4,no\n'))).toMatchObject({
      line: 2,
      field: 'moderated',
    })
  })

  test('the engine’s file gives its list', () => {
    expect(readProductionModeration('{"mod-out": [3, 1], "n": 2}')).toEqual({ ok: true, value: [3, 1] })
  })

  test.each(['{', '[]', 'null', '{"mod-out": 3}', '{"mod-out": [1.5]}'])('%s is refused', (text) => {
    expect(readProductionModeration(text).ok).toBe(false)
  })
})
