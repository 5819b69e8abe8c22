import { type Fault, type Read, readOr } from './fault.ts'
import type { Lottery, LotteryPanel } from './lottery.ts'
import { PANELS_FORMAT } from './write-panels.ts'

/**
 * Reads a published list of panels and checks everything that a draw rests on: whole weights that add up, panels of the
 * size said, nobody twice in one.
 *
 * The line of a fault is that of the panel in a file as written by `writePanels`, one panel a line.
 *
 * @example
 * const read = readPanels(await readFile('panels.json', 'utf8'))
 * if (read.ok) await drawPanel(read.value, 'the published seed')
 */
export function readPanels(text: string): Read<Lottery> {
  const json = parse(text.replace(/^\uFEFF/, ''))
  if (!json.ok) return json
  const file = json.value
  if (!isRecord(file) || file.format !== PANELS_FORMAT || !Array.isArray(file.panels)) {
    const remedy = 'give the file written by sortition probabilities --panels-out'
    return bad({
      line: null,
      field: 'format',
      problem: `this is no list of panels (${PANELS_FORMAT})`,
      remedy,
    })
  }
  const { seats, total_weight: totalWeight } = file
  if (!isCount(seats)) return bad(changed(null, 'seats', 'is no whole number above 0'))
  if (!isCount(totalWeight)) return bad(changed(null, 'total_weight', 'is no whole number above 0'))
  const firstLine = text.slice(0, text.indexOf('"panels"')).split('\n').length + 1
  const faults: Fault[] = []
  const panels = file.panels.flatMap((entry: unknown, index) => {
    const panel = readPanel(entry, seats)
    if (typeof panel !== 'string') return [panel]
    faults.push(changed(firstLine + index, `panel ${index + 1}`, panel))
    return []
  })
  const sum = panels.reduce((total, { weight }) => total + weight, 0)
  if (faults.length === 0 && sum !== totalWeight) {
    faults.push(changed(null, 'total_weight', `is ${totalWeight} and the weights add up to ${sum}`))
  }
  return readOr({ seats, totalWeight, panels }, faults)
}

function parse(text: string): Read<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const at = /position (\d+)/.exec(message)?.[1]
    const line = at === undefined ? null : text.slice(0, Number(at)).split('\n').length
    return bad({
      line,
      field: 'file',
      problem: `this is no JSON: ${message}`,
      remedy: 'download the list again',
    })
  }
}

/** The panel, or what is wrong with it. */
function readPanel(entry: unknown, seats: number): LotteryPanel | string {
  if (!isRecord(entry) || !isCount(entry.weight)) return 'has no whole weight above 0'
  const { members, weight } = entry
  if (!Array.isArray(members) || !members.every((id) => typeof id === 'string'))
    return 'has no list of members'
  if (members.length !== seats) return `has ${members.length} members for ${seats} seats`
  if (new Set(members).size !== members.length) return 'names somebody twice'
  return { weight, members }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function changed(line: number | null, field: string, problem: string): Fault {
  return { line, field, problem, remedy: 'the list was changed since it was written: take the published one' }
}

function bad(fault: Fault): Read<never> {
  return { ok: false, faults: [fault] }
}
