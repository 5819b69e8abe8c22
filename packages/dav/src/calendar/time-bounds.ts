/**
 * Times that a calendar may hold (RFC 4791 §5.2.6, §5.2.7): birthdays whose year nobody knows are written 1604; a far year
 * would make the server count the changes of hour until then.
 */
export const earliest = { text: '16000101T000000Z', year: 1600 } as const
export const latest = { text: '21991231T235959Z', year: 2199 } as const
