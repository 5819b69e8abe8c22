import { expect, test } from 'vitest'
import { ask } from '../ask.testing.ts'

test('E27: open by default from 3,500 inhabitants and 50 agents', () => {
  const open = (population: number, staff_fte: number, on = '2026-11-22') =>
    ask('OD-01', on, { population, staff_fte }).status
  expect(open(40_000, 620)).toBe('required')
  expect(open(3499, 620)).toBe('not_required')
  expect(open(3500, 49)).toBe('not_required')
  expect(open(3500, 49.9)).toBe('not_required')
  expect(open(3500, 50)).toBe('required')
  expect(open(40_000, 620, '2018-10-06')).toBe('not_applicable')
})

test('OD-02: personal data are made unidentifiable, or allowed by consent or by a text', () => {
  const file = {
    has_personal_data: true,
    is_unidentifiable: false,
    has_consent: false,
    is_on_legal_list: false,
  }
  const answer = (change: Record<string, unknown>) =>
    ask('OD-02', '2026-11-22', { ...file, ...change }).status
  expect(answer({})).toBe('forbidden')
  for (const change of [
    { has_personal_data: false },
    { is_unidentifiable: true },
    { has_consent: true },
    { is_on_legal_list: true },
  ])
    expect(answer(change)).toBe('allowed')
})

test('OD-03: the rules of an algorithm that grounds decisions', () => {
  const publish = (staff_fte: number, grounds_individual_decisions: boolean) =>
    ask('OD-03', '2026-11-22', { staff_fte, grounds_individual_decisions }).status
  expect([publish(50, true), publish(49.5, true), publish(50, false)]).toEqual([
    'required',
    'not_required',
    'not_required',
  ])
})

test('OD-04: a month of silence, then two to turn to the CADA', () => {
  const request = (received_on: string) => ask('OD-04', received_on, { received_on }).value
  expect(request('2026-11-22')).toEqual({ refused_on: '2026-12-22', cada_by: '2027-02-22' })
  expect(request('2026-01-31')).toEqual({ refused_on: '2026-02-28', cada_by: '2026-04-28' })
})

test('OD-05, OD-06: asked once, and by one electronic channel', () => {
  expect(ask('OD-05', '2026-11-22', { is_held_by_administration: true }).status).toBe('forbidden')
  expect(ask('OD-05', '2026-11-22', { is_held_by_administration: false }).status).toBe('allowed')
  const sent = (channel: string, has_teleservice: boolean) =>
    ask('OD-06', '2026-11-22', { channel, has_teleservice }).status
  expect(sent('email', true)).toBe('forbidden')
  expect(sent('email', false)).toBe('allowed')
  expect(sent('teleservice', true)).toBe('allowed')
  expect(sent('paper', true)).toBe('allowed')
})
