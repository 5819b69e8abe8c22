/**
 * How far people take part, from being told to deciding together: one enumeration for the whole product.
 * The French words of PAR-19 (informer, consulter, concerter, co-construire, décider) are mapped to it in order.
 */
export const engagementLevels = ['inform', 'consult', 'involve', 'collaborate', 'codecide'] as const
export type EngagementLevel = (typeof engagementLevels)[number]
