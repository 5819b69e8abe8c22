import { type ComponentChildren, h } from 'preact'
import type { Locale } from '#kernel/locale.ts'
import { type WebWords, webWords } from './web-words.ts'

/**
 * A form as a person filled it: what was typed comes back with the sentences that say what to mend.
 * Keys are the names of the fields.
 */
export interface FormState {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly errors: Readonly<Record<string, string | undefined>>
}

export const emptyForm: FormState = { values: {}, errors: {} }

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly state: FormState
  readonly required?: boolean
}

/** Label, hint and error of a field, wired together once: RGAA 11.1, 11.10. */
function Field({
  name,
  label,
  hint,
  state,
  required,
  children,
}: FieldProps & { children: ComponentChildren }) {
  const error = state.errors[name]
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>
        {label}
        <RequiredMark required={required} />
      </label>
      {hint ? (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** Beside what must be answered. Those who hear the page are told by the field itself (`required`). */
function RequiredMark({ required }: { readonly required: boolean | undefined }) {
  return required ? (
    <span class="field-mark" aria-hidden="true">
      {' '}
      *
    </span>
  ) : null
}

function described({ name, hint, state }: Pick<FieldProps, 'name' | 'hint' | 'state'>) {
  const ids = [hint ? `${name}-hint` : null, state.errors[name] ? `${name}-error` : null].filter(
    (id) => id !== null,
  )
  return {
    id: name,
    name,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': state.errors[name] ? ('true' as const) : undefined,
  }
}

type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'time' | 'search'
  readonly inputMode?: 'text' | 'decimal' | 'numeric'
  readonly autoComplete?: string
  readonly size?: 'short' | 'long'
}

export function TextField(props: TextFieldProps) {
  const { type = 'text', inputMode, autoComplete, size = 'long', ...field } = props
  const attributes: TextInputAttributes = {
    ...described(field),
    type,
    inputMode,
    autoComplete,
    class: size === 'short' ? 'input-short' : undefined,
    required: field.required,
    // The field that `/` goes to (client/keys.ts).
    'data-key': type === 'search' ? '/' : undefined,
    // A password never travels back to the page.
    value: type === 'password' ? undefined : field.state.values[field.name],
  }
  return <Field {...field}>{h('input', attributes)}</Field>
}

type TextInputAttributes = ReturnType<typeof described> & {
  readonly type: string
  readonly inputMode: string | undefined
  readonly autoComplete: string | undefined
  readonly class: string | undefined
  readonly required: boolean | undefined
  readonly 'data-key': string | undefined
  readonly value: string | undefined
}

export function TextArea(props: FieldProps & { readonly rows?: number }) {
  const { rows = 4, ...field } = props
  return (
    <Field {...field}>
      <textarea {...described(field)} rows={rows} required={field.required}>
        {field.state.values[field.name]}
      </textarea>
    </Field>
  )
}

export function FileField(props: FieldProps & { readonly accept: string; readonly takesSeveral?: boolean }) {
  const { accept, takesSeveral, ...field } = props
  return (
    <Field {...field}>
      <input
        {...described(field)}
        type="file"
        accept={accept}
        multiple={takesSeveral}
        required={field.required}
      />
    </Field>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly group?: string
}

export function SelectField(
  props: FieldProps & { readonly choices: readonly Choice[]; readonly empty?: string },
) {
  const { choices, empty, ...field } = props
  const chosen = field.state.values[field.name] ?? ''
  const groups = Map.groupBy(choices, (choice) => choice.group)
  return (
    <Field {...field}>
      <select {...described(field)} required={field.required}>
        {empty !== undefined ? <option value="">{empty}</option> : null}
        {[...groups].map(([group, list]) => {
          const options = list.map((choice) => (
            <option value={choice.value} selected={choice.value === chosen}>
              {choice.label}
            </option>
          ))
          return group === undefined ? options : <optgroup label={group}>{options}</optgroup>
        })}
      </select>
    </Field>
  )
}

export function CheckField({ name, label, hint, state }: FieldProps) {
  const error = state.errors[name]
  return (
    <div class={error ? 'field field-check field-wrong' : 'field field-check'}>
      <input
        {...described({ name, hint, state })}
        type="checkbox"
        value="oui"
        checked={state.values[name] === 'oui'}
      />
      <label for={name}>{label}</label>
      {hint ? (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

type RadioFieldProps = FieldProps & {
  readonly choices: readonly (Choice & { readonly hint?: string })[]
  /** Short answers that go from little to much stand side by side. */
  readonly isScale?: boolean
}

/** One choice among a few, all visible. */
export function RadioField({ isScale = false, ...props }: RadioFieldProps) {
  const { name, label, hint, state, required, choices } = props
  const error = state.errors[name]
  return (
    // The summary of errors leads here: a group takes the focus only when it is asked to.
    <fieldset
      class={error ? 'field field-wrong' : 'field'}
      id={name}
      aria-describedby={described(props)['aria-describedby']}
      tabIndex={-1}
    >
      <legend>
        {label}
        <RequiredMark required={required} />
      </legend>
      {hint ? (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <div class={isScale ? 'choice-scale' : undefined}>
        {choices.map((choice) => (
          <div class="choice">
            <input
              type="radio"
              id={`${name}-${choice.value}`}
              name={name}
              value={choice.value}
              required={required}
              checked={state.values[name] === choice.value}
            />
            <label for={`${name}-${choice.value}`}>
              {choice.label}
              {choice.hint ? <span class="field-hint"> {choice.hint}</span> : null}
            </label>
          </div>
        ))}
      </div>
      {error ? (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

/**
 * What stands at the top of a form: the errors of a refused one, each a link to its field, then what the mark of a
 * required field means (RGAA 11.10; forms.css shows it only where a field has the mark).
 */
export function ErrorSummary({ state, locale }: { state: FormState; locale: Locale }) {
  const t: WebWords = webWords(locale)
  const errors = Object.entries(state.errors).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return (
    <>
      {errors.length > 0 ? (
        <div class="error-summary" role="alert" tabIndex={-1} id="erreurs">
          <h2>{t('errors_title', { count: errors.length })}</h2>
          <ul>
            {errors.map(([name, message]) => (
              <li>{name === '' ? message : <a href={`#${name}`}>{message}</a>}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p class="required-note">{t('required_note')}</p>
    </>
  )
}
