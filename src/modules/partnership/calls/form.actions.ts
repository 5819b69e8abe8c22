import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { type CallsRefusal, subjectOf } from './calls.actions.ts'
import { canEditForm, canPrepare, canSeeCall, roleForAssessment } from './calls.permissions.ts'
import { lockCall, raiseVersion } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import {
  type Form,
  type FormFault,
  faultOfForm,
  moveQuestion,
  type Question,
  withoutQuestion,
} from './form.rules.ts'
import { insertForm, latestForm, updateForm } from './forms.queries.ts'

export type FormRefusal = CallsRefusal | FormFault

/** Adds a question at the end of its block, or of the form; `key` null: a new one, named after its label. */
export function saveQuestion(
  context: Context,
  code: string,
  key: string | null,
  draft: Omit<Question, 'key'>,
): Promise<Result<null, FormRefusal>> {
  return changeForm(context, code, (questions) => {
    if (key === null) return ok([...questions, { ...draft, key: keyOf(draft.label, questions) }])
    if (!questions.some((question) => question.key === key)) return refuse('not_found')
    return ok(questions.map((question) => (question.key === key ? { ...draft, key } : question)))
  })
}

/** A short name that no other question has. */
function keyOf(label: string, questions: readonly Question[]): string {
  const base = slugOf(label, 30).replaceAll('-', '_') || 'question'
  let key = base
  for (let index = 2; questions.some((question) => question.key === key); index += 1) key = `${base}_${index}`
  return key
}

export function removeQuestion(
  context: Context,
  code: string,
  key: string,
): Promise<Result<null, FormRefusal>> {
  return changeForm(context, code, (questions) => {
    if (!questions.some((question) => question.key === key)) return refuse('not_found')
    const left = withoutQuestion(questions, key)
    return typeof left === 'string' ? refuse(left) : ok(left)
  })
}

export function placeQuestion(
  context: Context,
  code: string,
  key: string,
  towards: 'up' | 'down',
): Promise<Result<null, FormRefusal>> {
  return changeForm(context, code, (questions) =>
    questions.some((question) => question.key === key)
      ? ok(moveQuestion(questions, key, towards))
      : refuse('not_found'),
  )
}

/**
 * Changes the form: in a draft, the version that nobody saw; once people apply, a version that follows it, by an official act.
 * Applications already sent keep theirs.
 */
function changeForm(
  context: Context,
  code: string,
  change: (questions: readonly Question[]) => Result<readonly Question[], FormRefusal>,
): Promise<Result<null, FormRefusal>> {
  return inTransaction<null, FormRefusal>(context.db, async (tx) => {
    const call = await lockCall(tx, code)
    if (!call || !canSeeCall(context.actor, call.status) || !canPrepare(context.actor))
      return refuse('not_found')
    if (!canEditForm(context.actor, call.status)) return refuse('frozen')
    const form = await latestForm(tx, call.id)
    const changed = change(form.questions)
    if (!changed.ok) return changed
    const fault = faultOfForm(changed.value)
    if (fault) return refuse(fault)
    await writeForm({ ...context, db: tx }, call, { ...form, questions: changed.value })
    return ok(null)
  })
}

async function writeForm(
  context: Context & { readonly db: Database },
  call: Call,
  form: Form,
): Promise<void> {
  if (call.status === 'draft') {
    await updateForm(context.db, call.id, form)
    await raiseVersion(context.db, call.id)
    return
  }
  const version = form.version + 1
  await insertForm(context.db, call.id, { ...form, version })
  const role = roleForAssessment(context.actor) ?? 'agent'
  await recordAct(context, { act: 'revise_form', ...subjectOf(call), role, details: { version } })
}
