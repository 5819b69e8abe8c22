import {
  CheckField,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Call } from '../calls.rules.ts'
import { type CallsWords, callsWords } from '../calls.words.ts'
import { type Form, type Question, questionKinds } from '../form.rules.ts'

interface BuilderProps {
  readonly shell: Shell
  readonly call: Call
  readonly form: Form
  readonly state: FormState
}

/** The questions of a call in their order, and the way to add one. */
export function FormBuilderPage(props: BuilderProps) {
  const { shell, call, form, state } = props
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={t('builder.title')}>
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('builder.title')}</h1>
      <p class="lead">{t('builder.lead')}</p>
      {call.status === 'open' ? (
        <p class="alert">{t('builder.open_note', { version: form.version })}</p>
      ) : null}
      {form.questions.length === 0 ? <p class="empty">{t('builder.empty')}</p> : null}
      <ul class="rows">
        {form.questions.map((question) => (
          <QuestionRow call={call} question={question} form={form} t={t} />
        ))}
      </ul>
      <section class="card" aria-labelledby="ajout">
        <h2 id="ajout">{t('builder.add')}</h2>
        <form method="post" action={callsPaths.form(call.code)} noValidate>
          <ErrorSummary state={state} locale={shell.locale} />
          <QuestionFields {...props} own={null} t={t} />
          <button class="button" type="submit">
            {t('builder.add')}
          </button>
        </form>
      </section>
    </Page>
  )
}

interface RowProps {
  readonly call: Call
  readonly question: Question
  readonly form: Form
  readonly t: CallsWords
}

function QuestionRow({ call, question, form, t }: RowProps) {
  const { key, label, shownIf } = question
  const asked = form.questions.find((other) => other.key === shownIf?.question)
  return (
    <li>
      <p>
        <a href={callsPaths.question(call.code, key)}>{label}</a>{' '}
        <span class="muted">
          {t(`question.${question.kind}`)}
          {question.isRequired ? `, ${t('builder.required')}` : ''}
          {question.block === null
            ? ''
            : `, ${t('builder.in_block', { block: form.questions.find((other) => other.key === question.block)?.label ?? '' })}`}
          {shownIf && asked
            ? `, ${t('builder.shown_if', { question: asked.label, answer: shownIf.answer })}`
            : ''}
        </span>
      </p>
      <form method="post" action={callsPaths.moveQuestion(call.code, key)}>
        <button
          class="button-quiet"
          type="submit"
          name="vers"
          value="haut"
          aria-label={t('builder.up', { label })}
        >
          ↑
        </button>{' '}
        <button
          class="button-quiet"
          type="submit"
          name="vers"
          value="bas"
          aria-label={t('builder.down', { label })}
        >
          ↓
        </button>
      </form>
      <form method="post" action={callsPaths.removeQuestion(call.code, key)}>
        <button class="button-quiet" type="submit" aria-label={t('builder.remove_label', { label })}>
          {t('builder.remove')}
        </button>
      </form>
    </li>
  )
}

export function QuestionPage(props: BuilderProps & { readonly question: Question }) {
  const { shell, call, question, state } = props
  const t = callsWords(shell.locale)
  return (
    <Page shell={shell} title={question.label}>
      <p class="crumb">
        <a href={callsPaths.form(call.code)}>{t('builder.title')}</a>
      </p>
      <h1>{question.label}</h1>
      <form method="post" action={callsPaths.question(call.code, question.key)} noValidate>
        <ErrorSummary state={state} locale={shell.locale} />
        <QuestionFields {...props} own={question.key} t={t} />
        <button class="button" type="submit">
          {t('form.save')}
        </button>
      </form>
    </Page>
  )
}

function QuestionFields({ form, state, own, t }: BuilderProps & { own: string | null; t: CallsWords }) {
  const others = form.questions.filter(({ key }) => key !== own)
  const blocks = others.filter(({ kind }) => kind === 'block')
  const answers = others
    .filter(({ kind, block }) => kind === 'choice' && block === null)
    .flatMap(({ key, label, choices }) =>
      choices.map((choice) => ({ value: `${key}=${choice}`, label: choice, group: label })),
    )
  return (
    <>
      <TextField name="libelle" label={t('builder.label')} state={state} required />
      <RadioField
        name="nature"
        label={t('builder.kind')}
        state={state}
        choices={questionKinds.map((value) => ({ value, label: t(`question.${value}`) }))}
      />
      <TextField name="aide" label={t('builder.hint')} state={state} />
      <CheckField name="obligatoire" label={t('builder.is_required')} state={state} />
      <TextArea name="choix" label={t('builder.choices')} hint={t('builder.choices_hint')} state={state} />
      <TextField
        name="fois"
        label={t('builder.most')}
        hint={t('builder.most_hint')}
        inputMode="numeric"
        size="short"
        state={state}
      />
      {blocks.length === 0 ? null : (
        <SelectField
          name="bloc"
          label={t('builder.block')}
          empty={t('form.none')}
          choices={blocks.map(({ key, label }) => ({ value: key, label }))}
          state={state}
        />
      )}
      {answers.length === 0 ? null : (
        <SelectField
          name="condition"
          label={t('builder.condition')}
          empty={t('builder.always')}
          choices={answers}
          state={state}
        />
      )}
    </>
  )
}
