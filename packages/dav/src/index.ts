export type { CalendarObject } from './calendar/calendar-object.ts'
export { faultIn } from './calendar/fault-in-object.ts'
export { type Occurrence, occurrencesBefore } from './calendar/occurrences.ts'
export { type CalendarFault, type CalendarRead, parseCalendar } from './calendar/parse-calendar.ts'
export { type StepBudget, TooManySteps } from './calendar/recurrence-rule.ts'
export { timeZoneNamed } from './calendar/time-zone.ts'
export type { DavLimits, DavParts } from './dav-parts.ts'
export { handleDav } from './handle-dav.ts'
export type { Lock, LockStore } from './lock-store.ts'
export { MemoryLocks } from './memory-locks.ts'
export { MemoryStore } from './memory-store.ts'
export { namespaces } from './namespaces.ts'
export { parseXml } from './parse-xml.ts'
export type { Path } from './path.ts'
export type {
  CalendarTraits,
  Changes,
  ComponentKind,
  Content,
  DavStore,
  DavUser,
  Done,
  Expected,
  NewCollection,
  NewContent,
  ObjectHint,
  PersonTraits,
  PropertyChange,
  Resource,
  StoredObject,
  StoreRefusal,
  Written,
} from './store.ts'
export { writeXml } from './write-xml.ts'
export {
  caldavElement,
  davElement,
  nameKey,
  textIn,
  type XmlElement,
  type XmlName,
  xmlElement,
} from './xml-element.ts'
