import i18next, { type i18n } from 'i18next'
import type { Locale } from '#kernel/locale.ts'

/** `rows_one` and `rows_other` are asked for as `rows`. */
type Singular<Key extends string> = Key extends `${infer Base}_${'zero' | 'one' | 'many' | 'other'}`
  ? Base
  : Key

/** Gives the text of a key in the language of the page, with its values filled in. */
export type Translate<Key extends string> = (
  key: Singular<Key>,
  values?: Readonly<Record<string, string | number>>,
) => string

const library: i18n = i18next.createInstance()
library.init({
  lng: 'fr',
  fallbackLng: 'fr',
  resources: {},
  // Views escape what they show: escaping here too would show &amp; to people.
  interpolation: { escapeValue: false },
  initAsync: false,
  // Keys are written `list.title`: the dot is part of the name, not a path.
  keySeparator: false,
  nsSeparator: false,
})

/**
 * The words of a module, in every language. English must have the keys of French: the compiler says which one lacks.
 */
export function catalogue<French extends Readonly<Record<string, string>>>(
  name: string,
  texts: { readonly fr: French; readonly en: Readonly<Record<keyof French, string>> },
): (locale: Locale) => Translate<keyof French & string> {
  library.addResourceBundle('fr', name, withFrenchSpaces(texts.fr))
  library.addResourceBundle('en', name, texts.en)
  const fixed: Readonly<Record<Locale, PlainTranslate>> = {
    fr: library.getFixedT('fr', name) as PlainTranslate,
    en: library.getFixedT('en', name) as PlainTranslate,
  }
  return (locale) => (key, values) => fixed[locale](key, { ...values })
}

/** i18next types its keys from a global declaration; ours come from the catalogue of each module. */
type PlainTranslate = (key: string, values: object) => string

function withFrenchSpaces(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, frenchSpaces(text)]))
}

/**
 * French signs never start or end a line alone: the spaces before `: ; ! ? » %` and after `«` hold them to their word.
 * Catalogues are written with plain spaces, which people see and type.
 */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[;!?])/g, '\u202f').replace(/ (?=[:»%€])|(?<=«) /g, '\u00a0')
}
