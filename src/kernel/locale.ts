/** The languages that every visible word exists in. French comes first: it is the language of the town's acts. */
export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]

/** A short text in each language, for data that the product itself ships (rules, rights, refusals). */
export type Wording = Readonly<Record<Locale, string>>

export function isLocale(text: unknown): text is Locale {
  return locales.some((locale) => locale === text)
}
