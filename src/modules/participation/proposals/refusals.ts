import type { PictureRefusal } from './pictures.ts'

/** Each has a sentence in both languages; `not_found` is a page. */
export type ProposalsRefusal =
  | PictureRefusal
  | 'not_found'
  | 'process_closed'
  | 'district_unknown'
  | 'point_outside'
  | 'pictures_full'
  | 'link_expired'
  | 'too_many_attempts'
  | 'discussion_closed'
  | 'changed_meanwhile'
  | 'comment_unknown'
  | 'reason_missing'
  | 'decision_closed'
  | 'reply_given'
  | 'evaluator_unknown'
  | 'commitment_reason_missing'
  | 'merge_target'
  | 'nothing_changed'
  | 'amendments_full'
