import { recordFields } from './record.rules.ts'

/** What a visitor may say is wrong. The last four are not fields: somebody reads them and does what is needed. */
export const correctableFields = [...recordFields, 'address', 'hours', 'closed', 'other'] as const
export type Correctable = (typeof correctableFields)[number]
