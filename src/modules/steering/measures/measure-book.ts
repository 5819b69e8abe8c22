import type { MeasureBook, PromisedMeasure } from '#modules/steering/evidence/evidence.public.ts'
import { conditionsNow } from './conditions.rules.ts'
import { isPublic, publicStatuses } from './life-cycle.rules.ts'
import { describeKind } from './line-kinds.rules.ts'
import { getMeasureFile, listMeasureFiles, type MeasureFile } from './measure-sheet.queries.ts'
import { canSeeDrafts, canSeeMeasure } from './measures.permissions.ts'
import { statuses } from './measures.rules.ts'

/** Measures as the ledger of facts reads them: those that the person may see. */
export const measureBook: MeasureBook = {
  async find({ db, actor, clock }, code) {
    const file = await getMeasureFile(db, code, clock.today())
    return file && canSeeMeasure(actor, file.measure.status) ? promisedMeasure(file, clock.today()) : null
  },
  async list({ db, actor, clock }) {
    const visible = canSeeDrafts(actor) ? statuses : publicStatuses
    const files = await listMeasureFiles(db, clock.today(), visible)
    return files.map((file) => promisedMeasure(file, clock.today()))
  },
}

/** What a measure promised and what was recorded on it, as evidence compares them. */
export function promisedMeasure(file: MeasureFile, on: PromisedMeasure['startsOn']): PromisedMeasure {
  const { measure } = file
  return {
    id: measure.id,
    code: measure.code,
    title: measure.title,
    part: measure.part,
    startsOn: measure.startsOn,
    isPromised: isPublic(measure.status),
    closedOn: file.acts.findLast((act) => act.act === 'close')?.actedOn ?? null,
    lines: file.lines.map((line) => ({ ...line, ...describeKind(line.kind), unit: line.unit })),
    conditions: conditionsNow(file, on).map(({ condition, state, reading }) => ({
      ...condition,
      state,
      reading,
    })),
    tallies: file.tallies,
  }
}
