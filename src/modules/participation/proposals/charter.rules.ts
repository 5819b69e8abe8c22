/** Reasons for which words are refused or taken away: those of the published charter, and no other. */
export const moderationReasons = [
  'insult',
  'hate',
  'personal_data',
  'off_topic',
  'duplicate',
  'advertising',
  'unlawful',
  'campaign',
] as const
export type ModerationReason = (typeof moderationReasons)[number]

export const decisions = ['publish', 'refuse', 'hide', 'restore', 'keep'] as const
/** `keep` answers a report by leaving the words where they are. */
export type Decision = (typeof decisions)[number]
