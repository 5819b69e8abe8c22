import type { CalendarDate } from '#kernel/calendar-date.ts'

/** One program on one device, with a password of its own. */
export interface Device {
  readonly id: string
  readonly accountId: string
  readonly label: string
  readonly madeAt: Date
  readonly lastUsedOn: CalendarDate | null
  readonly revokedAt: Date | null
}

/** More than anybody carries; enough to see that something makes them without end. */
export const mostDevices = 20

/** Letters and digits that are not taken for one another, 32 of them: five bits each. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
const [groups, groupLength] = [4, 5]

/** Random bytes that a password is made of: 100 bits. */
export const passwordBytes = groups * groupLength

/** A password that is read from one screen and typed on another: `k7m2p-…`, four groups of five. */
export function passwordOf(bytes: Uint8Array): string {
  const typed = [...bytes.subarray(0, passwordBytes)].map((byte) => letters[byte % letters.length]).join('')
  return typed.replace(/.{5}(?=.)/g, '$&-')
}

/** As it was made, however it was typed: telephones begin with a capital, people add spaces. */
export function typedPassword(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s-]/g, '')
    .replace(/.{5}(?=.)/g, '$&-')
}

const quarterHour_s = 15 * 60

/**
 * Wrong passwords of devices, counted apart from those of the site, so that a telephone with an old password locks nobody out of
 * the pages. Only wrong ones count: a device that is right is never held up by somebody else's guesses.
 */
export function deviceLimits(email: string, address: string) {
  return [
    { bucket: `device:${email}:${address}`, limit: 20, window_s: quarterHour_s },
    { bucket: `device:${email}`, limit: 120, window_s: quarterHour_s },
    { bucket: `device-from:${address}`, limit: 1200, window_s: quarterHour_s },
  ]
}
