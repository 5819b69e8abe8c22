/** Forms of a yearly statement beside its page; `json` is what `shared-service split` computes again. */
export const fileFormats = ['docx', 'pdf', 'csv', 'json'] as const
export type FileFormat = (typeof fileFormats)[number]
