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

/**
 * The words of a module, in every language. English must have the keys of French: the compiler says which one lacks.
 */
export function catalogue<French extends Readonly<Record<string, string>>>(
  name: string,
  texts: { readonly fr: French; readonly en: Readonly<Record<keyof French, string>> },
): (locale: Locale) => Translate<keyof French & string> {
  const translators: Readonly<Record<Locale, Translate<keyof French & string>>> = {
    fr: translator(name, 'fr', withFrenchSpaces(texts.fr)),
    en: translator(name, 'en', texts.en),
  }
  return (locale) => translators[locale]
}

/** A text cut at its values: what stands before each, its name, and so on, ending on what stands after the last. */
type Template = readonly string[]

const value = /\{\{(\w+)\}\}/

const plurals: Readonly<Record<Locale, Intl.PluralRules>> = {
  fr: new Intl.PluralRules('fr'),
  en: new Intl.PluralRules('en'),
}

/** A page asks for hundreds of texts: they are cut once, here, so that asking costs a look-up and a join. */
function translator(
  name: string,
  locale: Locale,
  texts: Readonly<Record<string, string>>,
): Translate<string> {
  const templates = new Map<string, Template>(
    Object.entries(texts).map(([key, text]) => [key, text.split(value)]),
  )
  const plural = (key: string, count: number) =>
    (count === 0 ? templates.get(`${key}_zero`) : undefined) ??
    templates.get(`${key}_${plurals[locale].select(count)}`) ??
    templates.get(`${key}_other`)
  return (key, values) => {
    const count = values?.count
    const template = (typeof count === 'number' ? plural(key, count) : undefined) ?? templates.get(key)
    return template === undefined ? `${name}.${key}` : fillIn(template, values)
  }
}

function fillIn(template: Template, values: Readonly<Record<string, string | number>> = {}): string {
  if (template.length === 1) return template[0] ?? ''
  return template.map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? ''))).join('')
}

function withFrenchSpaces(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, frenchSpaces(text)]))
}

/**
 * French signs never start or end a line alone: the spaces before `: ; ! ? » %` and after `«` hold them to their word, and
 * thousands stay with their hundreds.
 * Catalogues are written with plain spaces, which people see and type.
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;!?])|(?<=(?<!\d)\d{1,3}) (?=\d{3}(?!\d))/g, '\u202f')
    .replace(/ (?=[:»%€])|(?<=«) /g, '\u00a0')
}
