export { type Share, splitCost } from './split.rules.ts'
export { readSplit } from './split-file.rules.ts'
