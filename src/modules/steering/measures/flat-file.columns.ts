import type { Wording } from '#kernel/locale.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** The kinds of rows of a table of measures, by the word in its first column. */
export const rowTypes = {
  mesure: 'measure',
  ligne: 'line',
  risque: 'risk',
  condition: 'condition',
  regle: 'rule',
} as const
export type RowType = (typeof rowTypes)[keyof typeof rowTypes]

/** How a cell is written: `word` is a code that people read as the site's own word for it. */
export type CellFormat =
  | {
      readonly as:
        | 'text'
        | 'optional_text'
        | 'figure'
        | 'decimal'
        | 'day'
        | 'whole'
        | 'yes'
        | 'scores'
        | 'json'
    }
  | { readonly as: 'word'; readonly group: string }

export interface Column {
  readonly header: string
  /** Name in the JSON format, with a dot inside `source`. */
  readonly field: string
  readonly format: CellFormat
  readonly optional: boolean
}

const column = (header: string, field: string, as: Exclude<CellFormat['as'], 'word'>, optional = false) => ({
  header,
  field,
  format: { as },
  optional: optional || as === 'optional_text',
})
const word = (header: string, field: string, group: string, optional = false) => ({
  header,
  field,
  format: { as: 'word' as const, group },
  optional,
})

/** The column that files of before the law lack: without it, a file says nothing of rules. */
export const ruleHeader = 'regle'

/** Columns of each type of row; several types share some. */
export const columns: Readonly<Record<RowType, readonly Column[]>> = {
  measure: [
    column('titre', 'title', 'text'),
    column('partie', 'part', 'text'),
    column('theme', 'theme', 'text'),
    column('objectif', 'objective', 'text'),
    column('pilote', 'pilot', 'text'),
    column('commanditaire', 'sponsor', 'text'),
    word('engagement', 'engagement_level', 'engagement'),
    column('engagement_portee', 'engagement_commitment', 'text'),
    word('service_public', 'public_service_relation', 'relation'),
    column('service_public_raison', 'public_service_reason', 'text'),
    column('debut', 'starts_on', 'day'),
    column('fin', 'ends_on', 'day', true),
    column('radar', 'ratings', 'scores', true),
  ],
  line: [
    word('nature', 'kind', 'kind'),
    column('libelle', 'label', 'text'),
    word('section', 'section', 'section', true),
    column('categorie', 'grade', 'optional_text'),
    column('unite', 'unit', 'optional_text'),
    column('bas', 'low', 'figure'),
    column('probable', 'likely', 'figure'),
    column('haut', 'high', 'figure'),
    column('premiere_annee', 'first_year', 'whole'),
    column('derniere_annee', 'last_year', 'whole', true),
    column('source', 'source.text', 'text'),
    column('source_reference', 'source.reference', 'optional_text'),
    column('source_annee', 'source.year', 'whole', true),
    column('responsable', 'owner', 'text'),
    word('confiance', 'confidence', 'confidence'),
  ],
  risk: [
    word('nature', 'kind', 'risk'),
    column('libelle', 'statement', 'text'),
    column('probabilite', 'probability', 'whole'),
    column('gravite', 'impact', 'whole'),
    column('parade', 'mitigation', 'text'),
    column('responsable', 'owner', 'text'),
    column('source', 'source', 'optional_text'),
  ],
  condition: [
    column('libelle', 'statement', 'text'),
    column('indicateur', 'indicator', 'text'),
    column('unite', 'unit', 'text'),
    word('sens', 'comparison', 'form.comparison'),
    column('seuil', 'threshold', 'decimal'),
    column('echeance', 'due_on', 'day'),
    column('responsable', 'owner', 'text'),
    column('bloquante', 'blocking', 'yes'),
  ],
  rule: [column(ruleHeader, 'rule', 'text'), column('jour', 'on', 'day'), column('faits', 'facts', 'json')],
}

export const typeHeader = 'type'
export const measureHeaderCell = 'mesure'
/** Which town wrote the file, in words; not read back. */
export const originHeader = 'origine'

/** All headers, each once, in the order of a file that is written. */
export const headers: readonly string[] = [
  ...new Set([
    typeHeader,
    measureHeaderCell,
    ...Object.values(columns).flatMap((list) => list.map(({ header }) => header)),
    originHeader,
  ]),
]

/** The words of a group, by code, in both languages: `engagement` gives `{ inform: { fr: 'Informer', … }, … }`. */
export function wordsOf(group: string): ReadonlyMap<string, Wording> {
  const known = wordGroups.get(group)
  if (known) return known
  const made = new Map(
    Object.entries(fr)
      .filter(([key]) => isOfGroup(key, group))
      .map(([key, text]) => [
        key.slice(group.length + 1),
        { fr: text, en: (en as Readonly<Record<string, string>>)[key] ?? text },
      ]),
  )
  wordGroups.set(group, made)
  return made
}

const wordGroups = new Map<string, ReadonlyMap<string, Wording>>()

/** `kind.services` and `form.comparison_at_least`, but not `risk.column_risk`. */
function isOfGroup(key: string, group: string): boolean {
  return key.startsWith(`${group}.`) || key.startsWith(`${group}_`)
}
