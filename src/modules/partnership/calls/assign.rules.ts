/** A file and the jurors who may not read it: they write it, or said that they have a link. */
export interface FileToRead {
  readonly applicationId: string
  readonly barred: ReadonlySet<string>
}

export interface Assignment {
  readonly applicationId: string
  readonly accountId: string
}

/**
 * Who reads what: every juror every file, or `readers` jurors a file, each juror about as many files as the others. `load` counts what
 * each has already.
 */
export function assignReaders(
  files: readonly FileToRead[],
  jurors: readonly string[],
  readers: number | null,
  load: ReadonlyMap<string, number> = new Map(),
): Assignment[] {
  const counts = new Map(jurors.map((juror) => [juror, load.get(juror) ?? 0]))
  return files.flatMap(({ applicationId, barred }) => {
    const free = jurors.filter((juror) => !barred.has(juror))
    const chosen =
      readers === null
        ? free
        : free.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0)).slice(0, readers)
    for (const juror of chosen) counts.set(juror, (counts.get(juror) ?? 0) + 1)
    return chosen.map((accountId) => ({ applicationId, accountId }))
  })
}
