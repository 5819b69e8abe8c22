import type { FormValues } from '#web/read-form.ts'
import type { RecordInput } from './organisations.inputs.ts'
import type { RecordChange } from './record.queries.ts'
import { choosableFields, isShown, type RecordField } from './record.rules.ts'
import type { OrganisationSheet } from './sheet.queries.ts'

const inputNames: Readonly<Record<RecordField, keyof RecordInput>> = {
  name: 'nom',
  usual_name: 'nom_usage',
  acronym: 'sigle',
  presentation: 'presentation',
  website: 'site',
  email: 'courriel',
  telephone: 'telephone',
  legal_form: 'categorie',
  activity: 'activite',
  ess: 'ess',
  ess_reason: 'ess_raison',
  esus: 'esus',
  size: 'effectif',
  founded_on: 'creation',
}

/** The record as its form shows it. */
export function recordForm(sheet: OrganisationSheet): FormValues {
  const values = sheet.values.map(({ field, value }) => [inputNames[field], value])
  return {
    ...Object.fromEntries(values),
    quartier: sheet.district?.id ?? '',
    themes: sheet.topics.map((topic) => topic.id).join(','),
    public: choosableFields.filter((field) => isShown(field, sheet.consents)).join(','),
    lieux_prives: isShown('places', sheet.consents) ? '' : 'oui',
    version: String(sheet.version),
  }
}

/** What the form asks for; a district that does not exist is none. */
export function recordChange(
  input: RecordInput,
  districts: readonly { readonly id: string }[],
): RecordChange {
  const values: Partial<Record<RecordField, string>> = {}
  for (const [field, name] of Object.entries(inputNames)) values[field as RecordField] = String(input[name])
  return {
    values,
    shown: {
      ...Object.fromEntries(choosableFields.map((field) => [field, input.public.includes(field)])),
      places: !input.lieux_prives,
    },
    topics: input.themes,
    districtId: districts.find(({ id }) => id === input.quartier)?.id ?? null,
  }
}
