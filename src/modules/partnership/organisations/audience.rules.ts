import { canSeeMeetings, canSeePrivate, type Standing } from './organisations.permissions.ts'
import { isOfTown, isShown } from './record.rules.ts'
import type { OrganisationSheet } from './sheet.queries.ts'

/** The record as that reader may see it: what is not theirs is not in it. */
export function seenBy(sheet: OrganisationSheet, standing: Standing): OrganisationSheet {
  const isPrivate = canSeePrivate(standing)
  return {
    ...sheet,
    establishments: isPrivate || isShown('places', sheet.consents) ? sheet.establishments : [],
    values: isPrivate ? sheet.values : sheet.values.filter(({ field }) => isShown(field, sheet.consents)),
    people: isPrivate
      ? sheet.people
      : sheet.people
          .filter((person) => person.isPublic)
          .map((person) => ({ ...person, email: '', telephone: '', mandate: '' })),
    meetings: canSeeMeetings(standing) ? sheet.meetings : [],
    // What others of its undertaking received is on their own pages.
    receipts: isPrivate ? sheet.receipts : sheet.receipts.filter((one) => isOfTown(one) && one.of === null),
  }
}
