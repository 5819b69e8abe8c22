import type { Read } from './fault.ts'
import type { Id } from './votes.ts'

/**
 * The comments that moderation refused, from the key `mod-out` of `math-pca2.json`, which the engine of Polis writes;
 * in the order of the file.
 *
 * Cost: length of the text.
 *
 * @example readProductionModeration('{"mod-out": [33, 11]}') // { ok: true, value: [33, 11] }
 */
export function readProductionModeration(text: string): Read<readonly Id[]> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    const problem = `no JSON: ${error instanceof Error ? error.message : String(error)}`
    return fault('file', problem, 'take the file as the engine wrote it')
  }
  const refused: unknown =
    typeof parsed === 'object' && parsed !== null && 'mod-out' in parsed ? parsed['mod-out'] : null
  if (!isListOfIds(refused)) {
    return fault('mod-out', 'no list of numbers of comments', 'write "mod-out": [] where none was refused')
  }
  return { ok: true, value: refused }
}

function isListOfIds(value: unknown): value is readonly Id[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string' || Number.isSafeInteger(id))
}

function fault(field: string, problem: string, remedy: string): Read<never> {
  return { ok: false, faults: [{ line: null, field, problem, remedy }] }
}
