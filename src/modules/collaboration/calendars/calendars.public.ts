export { answerInvitation } from './answers.actions.ts'
export { withBoundedRules } from './bounded.rules.ts'
export {
  deleteObject,
  type ObjectRefusal,
  type Precondition,
  type Put,
  putObject,
} from './calendar-objects.actions.ts'
export {
  type CalendarRefusal,
  createOwnCalendar,
  deleteOwnCalendar,
  describeOwnCalendar,
  ensureProjectCalendar,
  openCalendar,
  ownCalendar,
  renameProjectCalendar,
} from './calendars.actions.ts'
export { calendarsPaths } from './calendars.paths.ts'
export { canUseCalendars } from './calendars.permissions.ts'
export { findProjectCalendar, type OpenCalendar } from './calendars.queries.ts'
export { calendarsRoutes } from './calendars.routes.ts'
export type { Access, Calendar, CalendarKind } from './calendars.rules.ts'
export { calendarsWords } from './calendars.words.ts'
export {
  addressOfPerson,
  addressOfResource,
  type EventDraft,
  type Invited,
} from './event-draft.rules.ts'
export { listOpenFeeds, type OpenFeed } from './feeds.queries.ts'
export {
  type ComponentKind,
  longestObject,
  type ObjectFault,
  parseCalendar,
  readObject,
} from './icalendar.rules.ts'
export { type KeptEvent, keepProjectEvents } from './kept-events.actions.ts'
export { type LivedEvent, writeLivedYear } from './lived-year.ts'
export type { CalendarObject } from './objects.queries.ts'
export {
  type BusyTime,
  busyBetween,
  type CalendarChanges,
  changesSince,
  findOpenCalendar,
  getObject,
  listObjects,
  listObjectsBetween,
  listOpenCalendars,
} from './read-objects.ts'
export { expandFurther, remindOfEvents } from './reminders.ts'
export { instantAt, instantOf, isKnownZone, paris, utcTime, wallTimeOf } from './zones.rules.ts'
