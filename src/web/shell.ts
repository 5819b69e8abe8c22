import type { Locale } from '#kernel/locale.ts'
import type { Town } from '#kernel/town.ts'

export interface MenuLink {
  readonly label: string
  readonly href: string
  /** Part of the note that the link belongs to; it keeps one hue everywhere. */
  readonly part?: 'I' | 'II' | 'III'
}

/** What surrounds every page: the same for all modules, made by the application for each request. */
export interface Shell {
  readonly locale: Locale
  readonly town: Town
  readonly person: { readonly name: string; readonly title: string } | null
  readonly menu: readonly MenuLink[]
  /** Path of this page, to mark the menu and to come back to. */
  readonly path: string
  /** A sentence about what has just been done, shown once. */
  readonly notice: string | null
  readonly assets: Assets
}

/** What a piece of a page needs that is the same for everybody who reads its language. */
export type InLanguage = Pick<Shell, 'locale'>

/** Addresses of the built style sheet, scripts and fonts, with a digest of their content in the name. */
export interface Assets {
  readonly style: string
  /** Small script of every page: nothing depends on it. */
  readonly script: string
  readonly fonts: readonly string[]
  /** Scripts of the pages that have an island, by name. */
  readonly islands: Readonly<Record<string, string>>
}
