export { notificationsPaths } from './notifications.paths.ts'
export { countFollowers, isFollowing, moveFollows } from './notifications.queries.ts'
export type { FollowedSubject, Notice, Recipient, Subject } from './notifications.rules.ts'
export { follow, notify, notifyFollowers, type Telling, unfollow } from './tell.ts'
