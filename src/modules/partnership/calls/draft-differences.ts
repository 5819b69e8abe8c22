import { typedNames } from './application-form.ts'
import type { CallsWords } from './calls.words.ts'
import { type Form, placesOf, type Typed } from './form.rules.ts'

/** A field where what somebody else saved meanwhile is not what this person typed. */
export interface KeptByOthers {
  readonly label: string
  /** Empty where they left it blank. */
  readonly value: string
}

/** Where a draft that could not be saved differs from the one that was saved meanwhile: the person compares before choosing. */
export function differencesOf(typed: Typed, kept: Typed, form: Form, t: CallsWords): KeptByOthers[] {
  const questions = new Map(
    placesOf(form.questions, kept).map(({ field, question, repeat }) => [
      field,
      repeat === null ? question.label : `${question.label} ${repeat}`,
    ]),
  )
  return Object.keys({ ...kept, ...typed })
    .filter((field) => (kept[field] ?? '') !== (typed[field] ?? ''))
    .flatMap((field) => {
      const label = questions.get(field) ?? labelOf(field, t)
      return label === null ? [] : [{ label, value: kept[field] ?? '' }]
    })
}

/** `depense_montant_2` is the amount of the second expense. */
function labelOf(field: string, t: CallsWords): string | null {
  const [, name = '', row] = /^(.*?)(?:_(\d+))?$/.exec(field) ?? []
  const known = typedNames.find((each) => each === name)
  if (!known) return null
  return row ? `${t(`draft.${known}`)} ${row}` : t(`draft.${known}`)
}
