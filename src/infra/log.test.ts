import { expect, test } from 'vitest'
import { openLog } from './log.ts'

function record(write: (log: ReturnType<typeof openLog>) => void, logLevel: 'info' | 'silent' = 'info') {
  const lines: string[] = []
  write(openLog({ logLevel }, { write: (line: string) => lines.push(line) }))
  return lines
}

test('each line is one JSON object with its time, level and message', () => {
  const [line = '', ...others] = record((log) => log.info({ requestId: 'r1' }, 'done'))
  expect(others).toEqual([])
  expect(JSON.parse(line)).toMatchObject({ requestId: 'r1', msg: 'done', level: 30 })
  expect(JSON.parse(line).time).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/)
})

test('secrets and addresses never get in', () => {
  const person = { password: 'douze caractères', token: 't0ken', email: 'moi@exemple.fr', cookie: 'fc=1' }
  const [line = ''] = record((log) => log.info({ person, headers: { authorization: 'Bearer b' } }, 'seen'))
  for (const secret of [...Object.values(person), 'Bearer b']) expect(line).not.toContain(secret)
  expect(line).toContain('***')
})

test('what is below the level is not written', () => {
  expect(record((log) => log.debug('details'))).toEqual([])
  expect(record((log) => log.error('lost'), 'silent')).toEqual([])
})
