import type { Locale } from '#kernel/locale.ts'
import { webWords } from './web-words.ts'

export interface PagerProps {
  /** Address of the first page; null when this is the first. */
  readonly first: string | null
  /** Address of the next page; null on the last. */
  readonly next: string | null
  readonly locale: Locale
}

/** The way through a list of keyset pages; nothing where one page holds it all. */
export function Pager({ first, next, locale }: PagerProps) {
  const t = webWords(locale)
  if (first === null && next === null) return null
  return (
    <p class="pager">
      {first === null ? null : <a href={first}>{t('previous_page')}</a>}{' '}
      {next === null ? null : <a href={next}>{t('next_page')}</a>}
    </p>
  )
}
