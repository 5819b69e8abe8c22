/** Who has an hourly rate: the grades of the staff, and residents or partners once the town chooses to value their hours. */
export const ratedGrades = ['A', 'B', 'C', 'partner'] as const
export type RatedGrade = (typeof ratedGrades)[number]
