import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { type Form, type Question, questionKinds } from './form.rules.ts'

const questions = z.array(
  z.object({
    key: z.string(),
    kind: z.enum(questionKinds),
    label: z.string(),
    hint: z.string(),
    isRequired: z.boolean(),
    choices: z.array(z.string()),
    block: z.string().nullable(),
    most: z.number(),
    shownIf: z.object({ question: z.string(), answer: z.string() }).nullable(),
  }),
) satisfies z.ZodType<Question[]>

/** The form that people who begin now fill in. */
export async function latestForm(db: Database, callId: string): Promise<Form> {
  const row = await db
    .selectFrom('call_forms')
    .select(['version', 'questions'])
    .where('call_id', '=', callId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const form = assertDefined(row, 'a call is made with the first version of its form')
  return { version: form.version, questions: questions.parse(form.questions) }
}

export async function getForm(db: Database, callId: string, version: number): Promise<Form> {
  const row = await db
    .selectFrom('call_forms')
    .select('questions')
    .where('call_id', '=', callId)
    .where('version', '=', version)
    .executeTakeFirst()
  const form = assertDefined(row, 'an application names a version that exists')
  return { version, questions: questions.parse(form.questions) }
}

export async function insertForm(tx: Database, callId: string, form: Form): Promise<void> {
  await tx
    .insertInto('call_forms')
    .values({ call_id: callId, version: form.version, questions: JSON.stringify(form.questions) })
    .execute()
}

/** Rewrites the version of a call that nobody has seen yet. */
export async function updateForm(tx: Database, callId: string, form: Form): Promise<void> {
  await tx
    .updateTable('call_forms')
    .set({ questions: JSON.stringify(form.questions) })
    .where('call_id', '=', callId)
    .where('version', '=', form.version)
    .execute()
}
