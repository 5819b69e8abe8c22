import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { findVisibleProject } from './projects.actions.ts'
import { inputCodes } from './projects.inputs.ts'
import { canLead, canWork } from './projects.permissions.ts'
import type { FoundProject } from './projects.queries.ts'
import { type ProjectsWords, projectsWords } from './projects.words.ts'
import type { ProjectsRefusal } from './refusals.ts'

export function words(c: WebContext): ProjectsWords {
  return projectsWords(c.var.context.locale)
}

/** The project of the address, as far as this person may read it. */
export function addressed(c: WebContext): Promise<FoundProject | null> {
  return findVisibleProject(c.var.context, c.req.param('code') ?? '')
}

export function mayWork(c: WebContext, { project, own }: FoundProject): boolean {
  return canWork(project, own, c.var.context.clock.today())
}

export function mayLead(c: WebContext, { project, own }: FoundProject): boolean {
  return canLead(c.var.context.actor, project, own, c.var.context.clock.today())
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<ProjectsRefusal, string>>> = {
  code_taken: 'titre',
  measure_unknown: 'mesure',
  person_unknown: 'personne',
  member_already: 'personne',
  part_taken: 'role',
  partner_part: 'role',
  partner_end_missing: 'jusqu_au',
  partner_end_far: 'jusqu_au',
  reason_missing: 'motif',
  hours_order: 'probable',
  circle: 'attend',
  linked_already: 'attend',
  file_type: 'fichier',
  file_large: 'fichier',
  file_infected: 'fichier',
  scan_failed: 'fichier',
  file_count: 'fichier',
  picture_unreadable: 'fichier',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: ProjectsRefusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

export function statusOf(refusal: ProjectsRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
