import type { StoreRefusal } from '@faire-commune/dav'
import type { Context } from '#infra/context.ts'
import type { ObjectRefusal } from '../calendars/calendars.public.ts'
import { caldavWords } from './caldav.words.ts'

const refusals: Partial<Record<ObjectRefusal, StoreRefusal['refusal']>> = {
  not_found: 'forbidden',
  precondition_failed: 'changed',
  changed_meanwhile: 'changed',
  uid_taken: 'uid_taken',
}

/** What calendars refused, as the protocol says it, with a sentence for whoever reads the log of their program. */
export function objectRefusal({ locale }: Context, refusal: ObjectRefusal): StoreRefusal {
  const t = caldavWords(locale)
  return { ok: false, refusal: refusals[refusal] ?? 'forbidden', reason: t(`refused.${refusal}`) }
}
