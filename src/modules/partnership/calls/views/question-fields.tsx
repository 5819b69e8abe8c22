import { RadioField, TextArea, TextField } from '#web/form.tsx'
import type { KeptFile } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import type { CallsWords } from '../calls.words.ts'
import { countField, type Place, placesOf, type Question, repeatsOf } from '../form.rules.ts'
import type { DraftPart } from './draft-page.tsx'

/** The questions that are the call's own, with their conditions and repeated blocks; none of it needs a script. */
export function QuestionFields(props: DraftPart) {
  const { form, state, t } = props
  const places = placesOf(form.questions, state.values)
  if (form.questions.length === 0) return null
  const blocks = form.questions.filter(({ kind }) => kind === 'block')
  return (
    <fieldset class="field-group">
      <legend>{t('draft.questions')}</legend>
      {form.questions.some(({ shownIf }) => shownIf !== null) ? <p>{t('draft.conditions')}</p> : null}
      {places
        .filter(({ repeat }) => repeat === null)
        .map((place) => (
          <PlaceField {...props} place={place} />
        ))}
      {blocks.map((block) => (
        <Block {...props} block={block} places={places} />
      ))}
    </fieldset>
  )
}

function Block(props: DraftPart & { readonly block: Question; readonly places: readonly Place[] }) {
  const { block, places, state, t } = props
  const repeats = repeatsOf(block, state.values)
  return (
    <fieldset class="field-group">
      <legend>{block.label}</legend>
      {block.hint === '' ? null : <p class="field-hint">{block.hint}</p>}
      <input type="hidden" name={countField(block.key)} value={String(repeats)} />
      {Array.from({ length: repeats }, (_, index) => index + 1).map((repeat) => (
        <fieldset class="field-group">
          <legend>{t('draft.repeat', { block: block.label, number: repeat })}</legend>
          {places
            .filter((place) => place.question.block === block.key && place.repeat === repeat)
            .map((place) => (
              <PlaceField {...props} place={place} />
            ))}
        </fieldset>
      ))}
      {repeats < block.most ? (
        <button class="button-quiet" type="submit" name="ajouter" value={block.key}>
          {t('draft.one_more', { block: block.label })}
        </button>
      ) : null}{' '}
      {repeats > 1 ? (
        <button class="button-quiet" type="submit" name="enlever" value={block.key}>
          {t('draft.one_less', { block: block.label })}
        </button>
      ) : null}
    </fieldset>
  )
}

function PlaceField(props: DraftPart & { readonly place: Place }) {
  const { place, state, t } = props
  const { question, field } = place
  const common = {
    name: field,
    label: question.label,
    hint: question.hint === '' ? undefined : question.hint,
    state,
    required: question.isRequired,
  }
  switch (question.kind) {
    case 'long_text':
      return <TextArea {...common} rows={6} />
    case 'choice':
      return <RadioField {...common} choices={question.choices.map((value) => ({ value, label: value }))} />
    case 'date':
      return <TextField {...common} type="date" size="short" />
    case 'number':
    case 'amount':
      return <TextField {...common} inputMode="decimal" size="short" />
    case 'file':
      return <FilePlace {...props} />
    case 'address':
      return <TextField {...common} hint={common.hint ?? t('draft.adresse_hint')} />
    default:
      return <TextField {...common} />
  }
}

const accepted = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods'

function FilePlace({
  place,
  state,
  files,
  call,
  application,
  isScanned,
  t,
}: DraftPart & { readonly place: Place }) {
  const { question, field } = place
  const file = files.find((each) => each.field === field)
  const error = state.errors[field]
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={field}>
        {question.label}
        {question.isRequired ? (
          <span class="field-mark" aria-hidden="true">
            {' '}
            *
          </span>
        ) : null}
      </label>
      <p class="field-hint" id={`${field}-hint`}>
        {question.hint} {t('draft.file_hint')} {isScanned ? t('draft.file_scanned') : ''}
      </p>
      {file ? (
        <p>
          <FileLink file={file} href={callsPaths.file(call.code, application.id, file.id)} t={t} />{' '}
          <button class="button-quiet" type="submit" name="retirer" value={file.id}>
            {t('draft.file_remove', { name: file.name })}
          </button>
        </p>
      ) : null}
      <input
        id={field}
        name={field}
        type="file"
        accept={accepted}
        aria-describedby={error ? `${field}-hint ${field}-error` : `${field}-hint`}
        aria-invalid={error ? 'true' : undefined}
      />
      {error ? (
        <p class="field-error" id={`${field}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

export function FileLink({
  file,
  href,
  t,
}: {
  readonly file: KeptFile
  readonly href: string
  readonly t: CallsWords
}) {
  return (
    <>
      <a href={href}>{file.name}</a>{' '}
      <span class="muted">
        {t('files.size', { size: Math.max(1, Math.round(file.size / 1024)) })}
        {file.scan === 'clean' ? `, ${t('files.clean')}` : ''}
      </span>
    </>
  )
}
