/** Every act that a cooperation leaves in the journal; each has its name in both languages. */
export const toldActs = [
  'propose',
  'mandate',
  'choose',
  'move',
  'pass_tests',
  'council_adopted',
  'council_refused',
  'sign',
  'start',
  'renew',
  'notice',
  'leave',
  'confirm',
  'review',
  'end',
  'drop',
  'share',
  'agree_to_publish',
  'withdraw_publication',
] as const
export type ToldAct = (typeof toldActs)[number]

export function isToldAct(text: string): text is ToldAct {
  return toldActs.some((act) => act === text)
}
