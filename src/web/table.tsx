import type { ComponentChildren } from 'preact'

/**
 * A table that may be wider than the screen: it scrolls in its own region, which the keyboard reaches.
 * `label` names the region. With `stack`, each row is a block on a phone: its cells then say their column in
 * `data-label`.
 */
export function TableScroll({
  label,
  stack = false,
  children,
}: {
  readonly label: string
  readonly stack?: boolean
  readonly children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      class={stack ? 'table-scroll table-stack' : 'table-scroll'}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (RGAA 7.3)
      tabIndex={0}
    >
      {children}
    </div>
  )
}

/** The title of a table that the words above it already give to those who see: for those who go from table to table. */
export function HiddenCaption({ children }: { readonly children: ComponentChildren }) {
  return (
    <caption>
      <span class="hidden-text">{children}</span>
    </caption>
  )
}
