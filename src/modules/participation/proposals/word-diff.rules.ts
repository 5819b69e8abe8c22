/** A run of words that both texts have, or only one of them. */
export interface DiffPart {
  readonly kind: 'kept' | 'removed' | 'added'
  readonly text: string
}

/** Beyond so many cells the middle of the texts is shown as replaced: a page never computes for seconds. */
const mostCells = 4_000_000

/**
 * The differences between two texts, word by word, by the longest common subsequence. Kept and removed parts joined give
 * `before`; kept and added parts joined give `after`.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const [old, young] = [tokensOf(before), tokensOf(after)]
  const start = commonStart(old, young)
  const end = commonEnd(old.slice(start), young.slice(start))
  const oldMiddle = old.slice(start, old.length - end)
  const youngMiddle = young.slice(start, young.length - end)
  const parts: DiffPart[] = [
    { kind: 'kept', text: old.slice(0, start).join('') },
    ...middleOf(oldMiddle, youngMiddle),
    { kind: 'kept', text: old.slice(old.length - end).join('') },
  ]
  return joinRuns(parts)
}

/** Words and what stands between them, each a token. */
function tokensOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length)
  let count = 0
  while (count < most && one[count] === other[count]) count += 1
  return count
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length)
  let count = 0
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1
  return count
}

function middleOf(old: readonly string[], young: readonly string[]): DiffPart[] {
  if (old.length * young.length > mostCells)
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: young.join('') },
    ]
  const width = young.length + 1
  const lengths = commonLengths(old, young)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      parts.push({ kind: 'kept', text: old[i] ?? '' })
      i += 1
      j += 1
    } else if (
      j >= young.length ||
      (i < old.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      parts.push({ kind: 'removed', text: old[i] ?? '' })
      i += 1
    } else {
      parts.push({ kind: 'added', text: young[j] ?? '' })
      j += 1
    }
  }
  return parts
}

/** Length of the longest common subsequence of `old` from i and `young` from j, at [i × (young.length + 1) + j]. */
function commonLengths(old: readonly string[], young: readonly string[]): Uint16Array {
  const width = young.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === young[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
  return lengths
}

/** Neighbours of one kind as one part; between two kept parts, what was removed is read before what was added. */
function joinRuns(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed })
    if (added !== '') joined.push({ kind: 'added', text: added })
    ;[removed, added] = ['', '']
  }
  for (const { kind, text } of parts) {
    if (text === '') continue
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = joined.at(-1)
      if (last?.kind === 'kept') joined[joined.length - 1] = { kind, text: last.text + text }
      else joined.push({ kind, text })
    }
  }
  flush()
  return joined
}
