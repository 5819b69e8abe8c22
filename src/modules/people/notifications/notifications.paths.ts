export const notificationsPaths = {
  /** What the signed-in person was told, and what they follow. */
  mine: () => '/mes-nouvelles',
  rhythm: () => '/mes-nouvelles/rythme',
  stop: () => '/mes-nouvelles/ne-plus-suivre',
  /** The same choices for whoever holds the link of a mail, without signing in. */
  byMail: (token: string) => `/abonnement/${encodeURIComponent(token)}`,
  byMailRhythm: (token: string) => `/abonnement/${encodeURIComponent(token)}/rythme`,
  byMailStop: (token: string) => `/abonnement/${encodeURIComponent(token)}/ne-plus-suivre`,
  /** RFC 8058: the mail program posts here by itself. */
  oneClick: (token: string) => `/abonnement/${encodeURIComponent(token)}/un-clic`,
}
