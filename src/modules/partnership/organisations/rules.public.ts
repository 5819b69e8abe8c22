export { scdlColumns, siretOn } from './scdl.rules.ts'
