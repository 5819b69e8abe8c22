/** The five axes on which a measure is drawn. */
export const axes = ['necessity', 'profitability', 'risk_control', 'inside_effect', 'outside_effect'] as const
export type Axis = (typeof axes)[number]

/**
 * The questions that a person answers, from 0 (no) to 4 (fully). Profitability and control of risk are not asked:
 * they are computed from the lines, the risks and the conditions, so that they are never out of date.
 */
export const radarQuestions = {
  necessity: ['need_expressed', 'no_other_answer', 'urgency'],
  inside_effect: ['agents_autonomy', 'services_work_together', 'skills_gained'],
  outside_effect: ['residents_reached', 'actors_connected', 'lasting_change'],
} as const

export type AskedAxis = keyof typeof radarQuestions
export type AskedQuestion = (typeof radarQuestions)[AskedAxis][number]

export const askedQuestions: readonly AskedQuestion[] = Object.values(radarQuestions).flat()

/** What is computed rather than asked. */
export type ComputedQuestion =
  | 'chance_of_gain'
  | 'benefit_cost_ratio'
  | 'payback_years'
  | 'worst_risk'
  | 'mitigated_share'
  | 'conditions_on_track'

/** Where a score comes from: an answer, or a figure that the program computed. */
export interface RadarItem {
  readonly code: AskedQuestion | ComputedQuestion
  readonly score: number | null
}

export interface RadarAxis {
  readonly axis: Axis
  /** Mean of the items that have a score, 0 to 4; null when none has. */
  readonly score: number | null
  readonly items: readonly RadarItem[]
}

/** What the two computed axes are read from. */
export interface RadarFigures {
  /** Chance that gains pass costs, 0 to 1; null without figures. */
  readonly chanceOfGain: number | null
  readonly benefitCostRatio: number | null
  /** Years until payback, counted from 1; null when beyond the horizon. */
  readonly paybackYears: number | null
  readonly hasLines: boolean
  /** Severities of the risks, 1 to 16. */
  readonly severities: readonly number[]
  /** Share of the risks that have a mitigation and an owner. */
  readonly mitigatedShare: number
  /** Share of the conditions of success that are met or not yet due. */
  readonly conditionsOnTrack: number | null
}

export function radarOf(ratings: Readonly<Record<string, number>>, figures: RadarFigures): RadarAxis[] {
  return axes.map((axis) => {
    const items = isAsked(axis) ? askedItems(axis, ratings) : computedItems(axis, figures)
    const scores = items.flatMap((item) => (item.score === null ? [] : [item.score]))
    return {
      axis,
      items,
      score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    }
  })
}

function isAsked(axis: Axis): axis is AskedAxis {
  return axis in radarQuestions
}

function askedItems(axis: AskedAxis, ratings: Readonly<Record<string, number>>): RadarItem[] {
  return radarQuestions[axis].map((code) => ({ code, score: ratings[code] ?? null }))
}

function computedItems(axis: Exclude<Axis, AskedAxis>, figures: RadarFigures): RadarItem[] {
  return axis === 'profitability' ? profitabilityItems(figures) : riskItems(figures)
}

/** 0 at a chance, ratio or delay that nobody would accept, 4 at one that nobody would discuss. */
function profitabilityItems({
  chanceOfGain,
  benefitCostRatio,
  paybackYears,
  hasLines,
}: RadarFigures): RadarItem[] {
  return [
    { code: 'chance_of_gain', score: chanceOfGain === null ? null : onScale(chanceOfGain * 4) },
    { code: 'benefit_cost_ratio', score: benefitCostRatio === null ? null : onScale(benefitCostRatio * 2) },
    {
      code: 'payback_years',
      score: hasLines ? onScale(paybackYears === null ? 0 : 5 - paybackYears / 2) : null,
    },
  ]
}

function riskItems({ severities, mitigatedShare, conditionsOnTrack }: RadarFigures): RadarItem[] {
  const worst = Math.max(0, ...severities)
  const known = severities.length > 0
  return [
    { code: 'worst_risk', score: known ? onScale(4 - (worst - 1) / 3.75) : null },
    { code: 'mitigated_share', score: known ? onScale(mitigatedShare * 4) : null },
    {
      code: 'conditions_on_track',
      score: conditionsOnTrack === null ? null : onScale(conditionsOnTrack * 4),
    },
  ]
}

function onScale(score: number): number {
  return Math.min(4, Math.max(0, Math.round(score * 10) / 10))
}
