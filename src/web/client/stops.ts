/** A region that has nothing to scroll is no stop for the keyboard. */
export function keepOnlyUsefulStops(): void {
  for (const region of document.querySelectorAll('.table-scroll')) sizes.observe(region)
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries)
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0')
    else target.removeAttribute('tabindex')
})
