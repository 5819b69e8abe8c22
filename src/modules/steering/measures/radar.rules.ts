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
