import type { CalendarDate } from '#kernel/calendar-date.ts'
import { headerOf, type SurveyedColumns } from './file-columns.rules.ts'
import { readSiret } from './identifiers.rules.ts'
import { type GrantorSiret, siretOn } from './scdl.rules.ts'

/** Who gave the grants of a file, as its column of SIRETs says it. */
export interface FileGrantor {
  readonly column: string
  readonly siren: string
  /** Rows that name it. */
  readonly rows: number
  /** Rows whose SIRET is whole and whose key is right. */
  readonly whole: number
  readonly firstDay: CalendarDate | null
  readonly lastDay: CalendarDate | null
}

/** A file has one grantor, or a few: past this, its column is not one of grantors. */
const mostGrantors = 20

/** Gathers the grantors of a file row by row. */
export function watchGrantors<Field extends string>(
  columns: SurveyedColumns<Field | 'grantorSiret'>,
): {
  see(text: string, day: CalendarDate | null): void
  list(): FileGrantor[]
} {
  const column = headerOf(columns, 'grantorSiret') ?? ''
  const isTruncated = columns.truncated.has('grantorSiret')
  const bySiren = new Map<string, FileGrantor>()
  return {
    see(text, day) {
      const read = readSiret(text, isTruncated)
      if (read.kind !== 'valid' && read.kind !== 'recovered') return
      const known = bySiren.get(read.siren)
      if (!known && bySiren.size >= mostGrantors) return
      const before = known ?? { column, siren: read.siren, rows: 0, whole: 0, firstDay: day, lastDay: day }
      bySiren.set(read.siren, {
        ...before,
        rows: before.rows + 1,
        whole: before.whole + (read.kind === 'valid' ? 1 : 0),
        firstDay: earlier(before.firstDay, day),
        lastDay: later(before.lastDay, day),
      })
    },
    list: () => [...bySiren.values()],
  }
}

const earlier = (one: CalendarDate | null, other: CalendarDate | null) =>
  one === null || (other !== null && other < one) ? other : one
const later = (one: CalendarDate | null, other: CalendarDate | null) =>
  one === null || (other !== null && other > one) ? other : one

export interface Grantor extends FileGrantor {
  /** The SIRETs that the town's settings give for those days, where its SIREN is that one. */
  readonly sirets: readonly string[]
  /** `whole`: the file writes it; `repaired`: the settings give it; `broken`: nobody does. */
  readonly state: 'whole' | 'repaired' | 'broken'
}

/** The grantors of a file with the SIRET that the town's settings give back, where the file lost its end. */
export function repairGrantors(
  grantors: readonly FileGrantor[],
  settings: readonly GrantorSiret[],
): readonly Grantor[] {
  return grantors.map((grantor) => {
    const own = settings.filter(({ siret }) => siret.startsWith(grantor.siren))
    const { firstDay, lastDay } = grantor
    const between = own.filter(
      ({ from }) => firstDay !== null && lastDay !== null && firstDay < from && from <= lastDay,
    )
    const first = firstDay === null ? null : siretOn(own, firstDay)
    const sirets = [...new Set([...(first === null ? [] : [first]), ...between.map(({ siret }) => siret)])]
    const state = grantor.whole === grantor.rows ? 'whole' : sirets.length > 0 ? 'repaired' : 'broken'
    return { ...grantor, sirets, state }
  })
}
