import { locales } from '#kernel/locale.ts'
import type { FileRefusal, FileShape, GrantImport, OrganisationImport } from './file-imports.actions.ts'
import type { CellRemark, GrantDoubtCode, GrantFaultCode, IdentifierCounts } from './grant-file.rules.ts'
import type { OrganisationDoubtCode, OrganisationFaultCode } from './organisation-file.rules.ts'
import { organisationsWords } from './organisations.words.ts'

type Fault = CellRemark<GrantFaultCode | OrganisationFaultCode>
type Doubt = CellRemark<GrantDoubtCode | OrganisationDoubtCode>

/** What a program reads of a file of grants; amounts in cents. */
export function grantReport({ reading, shape, beneficiaries }: GrantImport) {
  return {
    rows: reading.rows,
    blank: reading.blank,
    accepted: reading.grants.length,
    rejected: reading.faults.map(faultReport),
    sum_cents: reading.sum,
    identifiers: identifierReport(reading.identifiers),
    ...shapeReport(shape),
    organisations: {
      known: beneficiaries.filter((each) => each.id !== null).length,
      new: beneficiaries.filter((each) => each.id === null).length,
      // One number, several spellings: a person says which one is shown.
      spelled_differently: beneficiaries
        .filter((each) => each.spellings.length > 1)
        .map((each) => ({ identifiers: each.identifiers, spellings: each.spellings })),
    },
    explanations: explanationsOf(reading),
    doubts: reading.doubts.map(doubtReport),
  }
}

/** What a program reads of a file of organisations. */
export function organisationReport({ reading, shape, counts, sharedRna }: OrganisationImport) {
  return {
    rows: reading.rows,
    blank: reading.blank,
    accepted: reading.accepted,
    rejected: reading.faults.map(faultReport),
    ...counts,
    identifiers: identifierReport(reading.identifiers),
    ...shapeReport(shape),
    // A number of the RNA that two SIREN carry is a question for a person.
    questions: sharedRna,
    explanations: explanationsOf(reading),
    doubts: reading.doubts.map(doubtReport),
  }
}

/** What is said once for a whole column. */
function explanationsOf({ truncatedColumn }: { readonly truncatedColumn: string | null }) {
  if (truncatedColumn === null) return []
  return [{ column: truncatedColumn, reason: 'truncated', message: sentence('file.truncated_column') }]
}

function identifierReport(counts: IdentifierCounts) {
  return {
    siret_valid: counts.siretValid,
    siren_recovered: counts.sirenRecovered,
    rna_valid: counts.rnaValid,
    missing: counts.missing,
  }
}

function shapeReport({ encoding, delimiter }: FileShape) {
  return { encoding, delimiter }
}

function faultReport({ line, column, code, found }: Fault) {
  return { line, column, reason: code, message: sentence(`fault.${code}`), found }
}

function doubtReport({ line, column, code, found }: Doubt) {
  return { line, column, reason: code, message: sentence(`doubt.${code}`), found }
}

/** The line of a terminal for one remark: place, what stands there, what to do. */
export function remarkLine(file: string, remark: Fault | Doubt, kind: 'fault' | 'doubt'): string {
  const { line, column, found } = remark
  const report = kind === 'fault' ? faultReport(remark as Fault) : doubtReport(remark as Doubt)
  return `${file}:${line}:${column}: ${found ? `« ${found} » ` : ''}${report.message}`
}

export function refusalLine(file: string, { code, detail }: FileRefusal): string {
  return `${file}: ${sentence(`file.${code}`)}${detail ? ` (${detail})` : ''}`
}

/** In both languages: whoever types commands may speak either. */
function sentence(key: Parameters<ReturnType<typeof organisationsWords>>[0]): string {
  return locales.map((locale) => organisationsWords(locale)(key)).join(' / ')
}
