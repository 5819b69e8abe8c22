import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMonths, calendarDate } from '#kernel/calendar-date.ts'
import { allRules } from '#modules/steering/law/rules.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { doctorCommand } from './doctor.command.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** What the doctor says of the law on a day. */
async function lawLine(day: string): Promise<string | undefined> {
  const context = await world.context(null)
  const lines: string[] = []
  await doctorCommand.run(
    [],
    { cwd: tmpdir(), out: (text) => lines.push(text), err: (text) => lines.push(text) },
    {
      ...context,
      settings: { ...context.settings, folder: tmpdir() },
      clock: { ...context.clock, today: () => calendarDate(day) },
    },
  )
  return lines.find((line) => line.includes('law: '))
}

const readings = allRules.flatMap(({ versions }) => versions.map(({ reviewedOn }) => reviewedOn))
const last = calendarDate([...readings].sort().at(-1) ?? '')

test('the doctor names the rules that nobody read for a year, and where to see them', async () => {
  expect(await lawLine(addMonths(last, 24))).toMatch(
    new RegExp(`^note  law: ${allRules.length} of ${allRules.length} rules to read again \\(.*/droit/revue$`),
  )
})

test('the doctor says that the law is read when it is', async () => {
  expect(await lawLine('2026-11-23')).toBe(`ok    law: ${allRules.length} rules, each read within a year`)
})
