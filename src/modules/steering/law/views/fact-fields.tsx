import type { Locale } from '#kernel/locale.ts'
import { CheckField, type FormState, SelectField, TextField } from '#web/form.tsx'
import { fieldOf, filledRows, isPercent, noneField } from '../fact-form.rules.ts'
import type { ChoicesFact, FactSpec, FactSpecs } from '../facts.rules.ts'
import { type LawWords, lawWords } from '../law.words.ts'
import { wordText } from '../value-text.ts'

export interface FactFieldsProps {
  readonly specs: FactSpecs
  readonly state: FormState
  readonly locale: Locale
  /** What is said under a fact, by its name: where its value comes from when it is left blank. */
  readonly notes?: Readonly<Record<string, string>>
}

/** A field for each fact of a rule, of its type. */
export function FactFields({ specs, state, locale, notes = {} }: FactFieldsProps) {
  const t = lawWords(locale)
  return (
    <>
      {Object.entries(specs).map(([name, spec]) => (
        <FactField name={name} spec={spec} prefix="" state={state} locale={locale} t={t} note={notes[name]} />
      ))}
    </>
  )
}

interface FactFieldProps {
  readonly name: string
  readonly spec: FactSpec
  /** `aids.0.` in a row of a list. */
  readonly prefix: string
  readonly state: FormState
  readonly locale: Locale
  readonly t: LawWords
  readonly note?: string | undefined
}

function FactField(props: FactFieldProps) {
  const { name, spec, prefix, state, locale, t, note } = props
  if (spec.type === 'list') return <ListField {...props} items={spec.items} />
  if (spec.type === 'choices') return <ChoicesField {...props} spec={spec} />
  const field = {
    name: prefix + fieldOf(name, spec),
    label: spec.required ? spec.meaning[locale] : t('field.optional', { label: spec.meaning[locale] }),
    hint: [hintOf(spec, t), note].filter(Boolean).join(' ') || undefined,
    state,
  }
  if (spec.type === 'boolean' || spec.type === 'choice')
    return <SelectField {...field} empty={t('field.choose')} choices={choicesOf(spec, locale, t)} />
  return (
    <TextField
      {...field}
      type={spec.type === 'date' ? 'date' : 'text'}
      inputMode={spec.type === 'count' ? 'numeric' : 'unit' in spec && spec.unit ? 'decimal' : 'text'}
      size={spec.type === 'text' ? 'long' : 'short'}
    />
  )
}

function hintOf(spec: FactSpec, t: LawWords): string | undefined {
  if (spec.type === 'cents') return t('hint.cents')
  if (isPercent(spec)) return t('hint.percent')
  if (spec.type === 'year_day') return t('hint.year_day')
  return undefined
}

function choicesOf(spec: FactSpec, locale: Locale, t: LawWords) {
  if (spec.type === 'boolean')
    return [
      { value: 'oui', label: t('yes') },
      { value: 'non', label: t('no') },
    ]
  const options = spec.type === 'choice' ? spec.options : []
  return options.map((option) => ({ value: option, label: wordText(option, locale) }))
}

/** Words of a closed list, several at once; `none` is said, for a blank list is an absent fact. */
function ChoicesField(props: FactFieldProps & { readonly spec: ChoicesFact }) {
  const { spec, state, locale, t } = props
  const name = props.prefix + props.name
  const chosen = (state.values[name] ?? '').split(',')
  const error = state.errors[name]
  return (
    <fieldset
      class={error ? 'field field-wrong' : 'field'}
      id={name}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend>{spec.meaning[locale]}</legend>
      {spec.options.map((option) => (
        <div class="choice">
          <input
            type="checkbox"
            id={`${name}-${option}`}
            name={name}
            value={option}
            checked={chosen.includes(option)}
          />
          <label for={`${name}-${option}`}>{wordText(option, locale)}</label>
        </div>
      ))}
      <CheckField name={noneField(name)} label={t('field.none_of_these')} state={state} />
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

/** Rows to fill, two blank ones at the end: sending the form gives more. */
function ListField(props: FactFieldProps & { readonly items: FactSpecs }) {
  const { spec, items, state, locale, t } = props
  const name = props.prefix + props.name
  const error = state.errors[name]
  return (
    <fieldset
      class="field-group"
      id={name}
      aria-describedby={error ? `${name}-hint ${name}-error` : `${name}-hint`}
    >
      <legend>{spec.meaning[locale]}</legend>
      <p class="field-hint" id={`${name}-hint`}>
        {t('field.rows')}
      </p>
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {Array.from({ length: rowsToShow(name, state) }, (_, row) => (
        <fieldset class="field-row">
          <legend>{t('field.row', { number: row + 1 })}</legend>
          {Object.entries(items).map(([item, itemSpec]) => (
            <FactField
              name={item}
              spec={itemSpec}
              prefix={`${name}.${row}.`}
              state={state}
              locale={locale}
              t={t}
            />
          ))}
        </fieldset>
      ))}
      {spec.required ? <CheckField name={noneField(name)} label={t('field.none')} state={state} /> : null}
    </fieldset>
  )
}

const most = 100

function rowsToShow(field: string, state: FormState): number {
  return Math.min((filledRows(field, state.values).at(-1) ?? -1) + 3, most)
}
