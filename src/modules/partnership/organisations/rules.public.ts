export { scdlColumns } from './scdl.rules.ts'
