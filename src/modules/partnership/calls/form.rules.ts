/**
 * The application form of a call: questions in order. A block is a group of questions that the applicant may answer several
 * times (partners, dates of a festival); a condition shows a question only beside one answer to another.
 */
export const questionKinds = [
  'text',
  'long_text',
  'number',
  'amount',
  'choice',
  'date',
  'file',
  'address',
  'identifier',
  'block',
] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface Question {
  /** Short name in addresses and files, which stays when the label is mended. */
  readonly key: string
  readonly kind: QuestionKind
  readonly label: string
  readonly hint: string
  readonly isRequired: boolean
  /** What may be chosen, for a choice; empty else. */
  readonly choices: readonly string[]
  /** Key of the block that it belongs to; null outside. */
  readonly block: string | null
  /** How many times a block may be answered; 1 for a question. */
  readonly most: number
  /** Asked only where that question was answered so; null: always. */
  readonly shownIf: { readonly question: string; readonly answer: string } | null
}

export interface Form {
  readonly version: number
  readonly questions: readonly Question[]
}

export const mostQuestions = 60
export const mostRepeats = 10

export type FormFault =
  | 'choices_missing'
  | 'block_unknown'
  | 'block_in_block'
  | 'condition_unknown'
  | 'condition_not_a_choice'
  | 'condition_answer_unknown'
  | 'condition_after'
  | 'key_taken'
  | 'too_many_questions'
  | 'question_used'

/** What is wrong in the form as a whole; the first fault, or null. */
export function faultOfForm(questions: readonly Question[]): FormFault | null {
  if (questions.length > mostQuestions) return 'too_many_questions'
  if (new Set(questions.map(({ key }) => key)).size < questions.length) return 'key_taken'
  for (const [index, question] of questions.entries()) {
    const fault = faultOfQuestion(question, questions, index)
    if (fault) return fault
  }
  return null
}

function faultOfQuestion(question: Question, all: readonly Question[], index: number): FormFault | null {
  if (question.kind === 'choice' && question.choices.length < 2) return 'choices_missing'
  if (question.block !== null) {
    if (question.kind === 'block') return 'block_in_block'
    if (!all.some(({ key, kind }) => key === question.block && kind === 'block')) return 'block_unknown'
  }
  const { shownIf } = question
  if (shownIf === null) return null
  const before = all.findIndex(({ key }) => key === shownIf.question)
  const asked = all[before]
  if (!asked) return 'condition_unknown'
  if (asked.kind !== 'choice' || asked.block !== null) return 'condition_not_a_choice'
  if (!asked.choices.includes(shownIf.answer)) return 'condition_answer_unknown'
  return before < index ? null : 'condition_after'
}

/** The form without that question; a block goes with its questions. Refused while a condition hangs on it. */
export function withoutQuestion(
  questions: readonly Question[],
  key: string,
): readonly Question[] | FormFault {
  if (questions.some(({ shownIf }) => shownIf?.question === key)) return 'question_used'
  return questions.filter((question) => question.key !== key && question.block !== key)
}

/** The form with that question one place earlier or later; unchanged at an end. */
export function moveQuestion(
  questions: readonly Question[],
  key: string,
  towards: 'up' | 'down',
): readonly Question[] {
  const from = questions.findIndex((question) => question.key === key)
  const to = from + (towards === 'up' ? -1 : 1)
  const moved = questions[from]
  const other = questions[to]
  if (!moved || !other) return questions
  return questions.map((question, index) => (index === from ? other : index === to ? moved : question))
}

/** A place of the form where an answer is typed: a question, and which time its block is answered. */
export interface Place {
  readonly question: Question
  /** From 1; null outside blocks. */
  readonly repeat: number | null
  /** Name of the field: `q_public`, `q_partenaire_2`. */
  readonly field: string
}

export function fieldOfQuestion(key: string, repeat: number | null): string {
  return repeat === null ? `q_${key}` : `q_${key}_${repeat}`
}

/** Field that keeps how many times a block is answered. */
export function countField(block: string): string {
  return `n_${block}`
}

export type Typed = Readonly<Record<string, string | undefined>>

export function repeatsOf(block: Question, typed: Typed): number {
  const count = Number(typed[countField(block.key)] ?? 1)
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), block.most) : 1
}

/** The places of the form that what was typed calls for: conditions met, each block as many times as asked. */
export function placesOf(questions: readonly Question[], typed: Typed): readonly Place[] {
  const isShown = ({ shownIf }: Question) =>
    shownIf === null || typed[fieldOfQuestion(shownIf.question, null)] === shownIf.answer
  return questions.flatMap((question): Place[] => {
    if (question.block !== null || !isShown(question)) return []
    if (question.kind !== 'block')
      return [{ question, repeat: null, field: fieldOfQuestion(question.key, null) }]
    const members = questions.filter(({ block }) => block === question.key).filter(isShown)
    return Array.from({ length: repeatsOf(question, typed) }, (_, index) => index + 1).flatMap((repeat) =>
      members.map((member) => ({
        question: member,
        repeat,
        field: fieldOfQuestion(member.key, repeat),
      })),
    )
  })
}
