import type { ComponentChildren } from 'preact'

/**
 * A table that may be wider than the screen: it scrolls in its own region, which the keyboard reaches.
 * `label` names the region.
 */
export function TableScroll({
  label,
  children,
}: {
  readonly label: string
  readonly children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (RGAA 7.3, axe scrollable-region-focusable)
    <div class="table-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
