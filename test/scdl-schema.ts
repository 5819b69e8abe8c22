import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { referencePath } from './reference.ts'

const file = referencePath('data', 'actors', 'subventions', 'scdl-subventions-2.1.1.schema.json')
const schemaShape = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      trueValues: z.array(z.string()).optional(),
      falseValues: z.array(z.string()).optional(),
      constraints: z
        .object({
          required: z.boolean().optional(),
          pattern: z.string().optional(),
          maxLength: z.number().optional(),
          enum: z.array(z.string()).optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
        })
        .optional(),
    }),
  ),
})

/** The published schema of grants, SCDL 2.1.1; null where the reference data are absent. */
export const scdlSchema = file === null ? null : schemaShape.parse(JSON.parse(readFileSync(file, 'utf8')))

/** What a row breaks of the schema; its own checks of SIRET and numbers included. */
export function scdlFaults(row: readonly string[]): string[] {
  return (scdlSchema?.fields ?? []).flatMap(
    ({ name, type, constraints = {}, trueValues = [], falseValues = [] }, index) => {
      const value = row[index] ?? ''
      if (value === '') return constraints.required ? [`${name} missing`] : []
      const isOk =
        (type !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(value)) &&
        (type !== 'number' || /^-?\d+(\.\d+)?$/.test(value)) &&
        (type !== 'boolean' || [...trueValues, ...falseValues].includes(value)) &&
        (!constraints.pattern || new RegExp(constraints.pattern).test(value)) &&
        (constraints.maxLength === undefined || value.length <= constraints.maxLength) &&
        (!constraints.enum || constraints.enum.includes(value)) &&
        (constraints.minimum === undefined || Number(value) >= constraints.minimum) &&
        (constraints.maximum === undefined || Number(value) <= constraints.maximum)
      return isOk ? [] : [`${name}: ${value}`]
    },
  )
}
