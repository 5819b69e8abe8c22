import { locales } from '#kernel/locale.ts'
import { type Comparison, verdictOf } from './duplicates.rules.ts'
import type {
  CellRemark,
  GrantDoubtCode,
  GrantFaultCode,
  IdentifierCounts,
  TruncatedColumn,
} from './grant-file.rules.ts'
import type { GrantImport } from './grant-imports.actions.ts'
import type { Grantor } from './grantors.rules.ts'
import type { FileRefusal, FileShape } from './import-file.ts'
import type { OrganisationDoubtCode, OrganisationFaultCode } from './organisation-file.rules.ts'
import type { OrganisationImport } from './organisation-imports.actions.ts'
import { organisationsWords } from './organisations.words.ts'
import type { JudgedProposal } from './proposals.ts'

type Fault = CellRemark<GrantFaultCode | OrganisationFaultCode>
type Doubt = CellRemark<GrantDoubtCode | OrganisationDoubtCode>

/** What a program reads of a file of grants; amounts in cents. */
export function grantReport({ reading, shape, bodies, spelled, grantors, passing }: GrantImport) {
  return {
    rows: reading.rows,
    blank: reading.blank,
    accepted: reading.accepted,
    rejected: reading.faults.map(faultReport),
    sum_cents: reading.sum,
    identifiers: identifierReport(reading.identifiers),
    ...shapeReport(shape),
    organisations: {
      known: bodies.known,
      new: bodies.made,
      // One number, several spellings: joined by the number; a person says which one is shown.
      spelled_differently: spelled,
    },
    register_valid: reading.identifiers.registerValid,
    grantors: grantors.map(grantorReport),
    thresholds: passing.map(({ rule, threshold, above, atOrAbove, linesAbove }) => ({
      rule,
      threshold_cents: threshold,
      beneficiaries_above: above,
      beneficiaries_at_or_above: atOrAbove,
      lines_above: linesAbove,
    })),
    explanations: explanationsOf(reading),
    doubts_count: reading.doubtsCount,
    // The first thousand.
    doubts: reading.doubts.map(doubtReport),
  }
}

/** What a program reads of a file of organisations. */
export function organisationReport({ reading, shape, counts, sharedRna, proposals }: OrganisationImport) {
  return {
    rows: reading.rows,
    blank: reading.blank,
    accepted: reading.accepted,
    rejected: reading.faults.map(faultReport),
    ...counts,
    identifiers: identifierReport(reading.identifiers),
    ...shapeReport(shape),
    register_valid: reading.identifiers.registerValid,
    // A number of the RNA that two SIREN carry is a question for a person.
    questions: sharedRna,
    // Numbers that a program proposed from a name: none is held, each with what speaks for it and against.
    proposals: proposals.map(proposalReport),
    explanations: explanationsOf(reading),
    doubts_count: reading.doubtsCount,
    // The first thousand.
    doubts: reading.doubts.map(doubtReport),
  }
}

/** What is said once for a whole column. */
function explanationsOf({ truncatedColumn }: { readonly truncatedColumn: TruncatedColumn | null }) {
  if (truncatedColumn === null) return []
  const { column, numbers, passingKey } = truncatedColumn
  const message = sentence('file.truncated_column', { count: passingKey, all: numbers })
  return [{ column, reason: 'truncated', message, numbers, passing_key: passingKey }]
}

function proposalReport({ line, name, siren, isKnown, comparison, candidates }: JudgedProposal) {
  return {
    line,
    name,
    siren,
    is_known: isKnown,
    ...comparisonReport(comparison),
    candidates: candidates.map((each) => ({ name: each.other.name, ...comparisonReport(each) })),
  }
}

function comparisonReport(comparison: Comparison) {
  const { likeness, agree, disagree, other } = comparison
  const verdict = verdictOf(comparison)
  return {
    likeness: Math.round(likeness * 100) / 100,
    agree,
    disagree,
    verdict,
    probable_false_friend: verdict === 'false_friend',
    register: {
      name: other.name,
      rna: other.rna,
      legal_form: other.legalForm,
      activity: other.activity,
      founded: other.founded,
    },
  }
}

function grantorReport({ column, siren, rows, sirets, state }: Grantor) {
  const message = sentence(`grantor.${state}`, { siren, sirets: sirets.join(', ') })
  return { column, siren, rows, sirets, state, message }
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

function faultReport(fault: Fault) {
  const { line, column, code } = fault
  return { line, column, reason: code, message: messageOf(fault, sentence(`fault.${code}`)) }
}

function doubtReport(doubt: Doubt) {
  const { line, column, code } = doubt
  return { line, column, reason: code, message: messageOf(doubt, sentence(`doubt.${code}`)) }
}

/** What stands in the cell, then what to do. */
function messageOf({ found }: { readonly found: string }, remedy: string): string {
  return found === '' ? remedy : `« ${found} » ${remedy}`
}

/** The lines of a terminal for the remarks of a file: place, what stands there, what to do. */
export function remarkLines(
  file: string,
  { faults, doubts }: { readonly faults: readonly Fault[]; readonly doubts: readonly Doubt[] },
): string[] {
  return [...faults.map(faultReport), ...doubts.map(doubtReport)].map(
    ({ line, column, message }) => `${file}:${line}:${column}: ${message}`,
  )
}

export function refusalLine(file: string, { code, detail }: FileRefusal): string {
  return `${file}: ${sentence(`file.${code}`)}${detail ? ` (${detail})` : ''}`
}

/** In both languages: whoever types commands may speak either. */
function sentence(
  key: Parameters<ReturnType<typeof organisationsWords>>[0],
  values: Readonly<Record<string, string | number>> = {},
): string {
  return locales.map((locale) => organisationsWords(locale)(key, values)).join(' / ')
}
