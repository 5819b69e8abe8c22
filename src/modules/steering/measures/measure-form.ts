import type { z } from 'zod'
import { formatDecimalPlain } from '#kernel/decimal.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import type { FormState } from '#web/form.tsx'
import {
  type ConditionDraft,
  type LineDraft,
  type MeasureDraft,
  type RiskDraft,
  writeFigure,
} from './drafts.rules.ts'
import type { conditionInput, MeasureInput, riskInput } from './measures.inputs.ts'
import { type Measure, parts, publicServiceRelations } from './measures.rules.ts'
import type { MeasuresWords } from './measures.words.ts'

// Each form has two directions: what is stored to what is typed, and back.

export function measureDraft(input: MeasureInput): Omit<MeasureDraft, 'code' | 'ratings'> {
  return {
    title: input.titre,
    part: input.partie,
    theme: input.theme,
    objective: input.objectif,
    pilot: input.pilote,
    sponsor: input.commanditaire,
    engagementLevel: input.engagement,
    engagementCommitment: input.engagement_portee,
    publicServiceRelation: input.service_public,
    publicServiceReason: input.service_public_raison,
    startsOn: input.debut,
    endsOn: input.fin,
  }
}

export function measureForm(measure: Measure): FormState {
  return filled({
    titre: measure.title,
    partie: measure.part,
    theme: measure.theme,
    objectif: measure.objective,
    pilote: measure.pilot,
    commanditaire: measure.sponsor,
    engagement: measure.engagementLevel,
    engagement_portee: measure.engagementCommitment,
    service_public: measure.publicServiceRelation,
    service_public_raison: measure.publicServiceReason,
    debut: measure.startsOn,
    fin: measure.endsOn ?? '',
    version: String(measure.version),
  })
}

/** How a stored answer of the sheet reads: `codecide` is `Codécider`. */
export function sheetText(t: MeasuresWords, name: string, value: string): string {
  const part = parts.find((known) => known === value)
  const level = engagementLevels.find((known) => known === value)
  const relation = publicServiceRelations.find((known) => known === value)
  if (name === 'partie' && part) return t(`part.${part}`)
  if (name === 'engagement' && level) return t(`engagement.${level}`)
  return name === 'service_public' && relation ? t(`relation.${relation}`) : value
}

export function lineForm(line: LineDraft & Partial<Versioned>): FormState {
  return filled({
    nature: line.kind,
    libelle: line.label,
    section: line.section ?? '',
    categorie: line.grade ?? '',
    unite: line.unit,
    bas: writeFigure(line.low, line.unit),
    probable: writeFigure(line.likely, line.unit),
    haut: writeFigure(line.high, line.unit),
    premiere_annee: String(line.firstYear),
    derniere_annee: line.lastYear === null ? '' : String(line.lastYear),
    source: line.source.text,
    source_reference: line.source.reference ?? '',
    source_annee: String(line.source.year ?? ''),
    responsable: line.owner,
    confiance: line.confidence,
    version: versionText(line),
  })
}

export function riskDraft(input: z.infer<typeof riskInput>): RiskDraft {
  return {
    kind: input.nature,
    statement: input.enonce,
    probability: input.probabilite,
    impact: input.gravite,
    mitigation: input.parade,
    owner: input.responsable,
    source: input.source,
  }
}

export function riskForm(risk: RiskDraft & Partial<Versioned>): FormState {
  return filled({
    nature: risk.kind,
    enonce: risk.statement,
    probabilite: String(risk.probability),
    gravite: String(risk.impact),
    parade: risk.mitigation,
    responsable: risk.owner,
    source: risk.source ?? '',
    version: versionText(risk),
  })
}

export function conditionDraft(input: z.infer<typeof conditionInput>): ConditionDraft {
  return {
    statement: input.enonce,
    indicator: input.indicateur,
    unit: input.unite,
    comparison: input.sens,
    threshold: input.seuil,
    dueOn: input.echeance,
    owner: input.responsable,
    blocking: input.bloquante,
  }
}

export function conditionForm(condition: ConditionDraft & Partial<Versioned>): FormState {
  return filled({
    enonce: condition.statement,
    indicateur: condition.indicator,
    unite: condition.unit,
    sens: condition.comparison,
    seuil: formatDecimalPlain(condition.threshold),
    echeance: condition.dueOn,
    responsable: condition.owner,
    bloquante: condition.blocking ? 'oui' : undefined,
    version: versionText(condition),
  })
}

interface Versioned {
  readonly version: number
}

/** What a person typed has no version of its own. */
function versionText({ version }: Partial<Versioned>): string | undefined {
  return version === undefined ? undefined : String(version)
}

function filled(values: FormState['values']): FormState {
  return { values, errors: {} }
}
