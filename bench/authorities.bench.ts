/**
 * Search over every French authority: median and slowest of many questions, beside the naive way (fold each name again at
 * each question) in the same run.
 */
import { foldText } from '#kernel/plain-text.ts'
import { authorityCatalogue } from '#modules/cooperation/authorities/authority-catalogue.ts'

const started = performance.now()
const catalogue = authorityCatalogue()
const loading_ms = performance.now() - started

const texts = [
  'angers',
  'saint',
  'st',
  'la',
  'val de loire',
  'grand',
  'zzz',
  '86000',
  '214900078',
  'ville sur mer',
]
const everything = texts.flatMap((text) => catalogue.search(text, null, 50))
const names = Array.from({ length: 300 }, () => everything)
  .flat()
  .slice(0, catalogue.count)

const ours = texts.flatMap((text) => repeated(20, () => catalogue.search(text, null, 50)))
const naive = texts.flatMap((text) =>
  repeated(3, () => names.filter((each) => foldText(each.name).includes(foldText(text))).slice(0, 50)),
)
console.log(`${catalogue.count} authorities, read and indexed in ${loading_ms.toFixed(0)} ms`)
console.log(
  `search: median ${median(ours).toFixed(2)} ms, slowest ${Math.max(...ours).toFixed(1)} ms (aim 20 ms)`,
)
console.log(
  `naive: median ${median(naive).toFixed(1)} ms over ${names.length} names, ${(median(naive) / median(ours)).toFixed(0)} times ours`,
)

function repeated(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const before = performance.now()
    work()
    return performance.now() - before
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
