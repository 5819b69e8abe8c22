import type { Grouping } from '../types.ts'

/** A column of VOTES to divide the voters by; numbers fall into `[band, next band)`, null keeps the values as written. */
export interface GroupColumn {
  readonly column: string
  readonly bands: readonly number[] | null
}

/** Counts, for one column, how many people of each group cast each distinct ballot. */
export class GroupCounter {
  readonly #wanted: GroupColumn
  readonly #labels = new Map<string, number>()
  readonly #counts = new Map<string, { ballot: number; label: number; voters: number }>()

  constructor(wanted: GroupColumn) {
    this.#wanted = wanted
  }

  add(ballot: number, value: string): void {
    const name = this.#label(value)
    const label = this.#labels.get(name) ?? this.#labels.size
    this.#labels.set(name, label)
    const key = `${ballot} ${label}`
    const count = this.#counts.get(key)
    if (count) count.voters++
    else this.#counts.set(key, { ballot, label, voters: 1 })
  }

  finish(): Grouping {
    return {
      column: this.#wanted.column,
      labels: [...this.#labels.keys()],
      counts: [...this.#counts.values()],
    }
  }

  /** The empty label is "not said". */
  #label(value: string): string {
    const { bands } = this.#wanted
    if (value === '' || value.toLowerCase() === 'none') return ''
    if (bands === null) return value
    const number = Number(value)
    if (Number.isNaN(number)) return ''
    const above = bands.findIndex((band) => number < band)
    if (above === 0) return `< ${bands[0]}`
    return above < 0 ? `${bands.at(-1) ?? ''}+` : `${bands[above - 1]}–${bands[above]! - 1}`
  }
}
