/** The forms of the page of shared work, by the name that they send. */
export const workForms = ['tache', 'rencontre', 'decision'] as const
export type WorkForm = (typeof workForms)[number]
