/**
 * What a voter has chosen so far, beside what the ballot allows, while they choose. The server checks the ballot by itself: without this
 * file a refused one comes back with its sentence.
 */
const form = document.querySelector<HTMLFormElement>('.budget-ballot')
const basket = form?.querySelector<HTMLElement>('.budget-basket')

if (form && basket) {
  const update = () => showBasket(form, basket)
  form.addEventListener('input', update)
  basket.hidden = false
  update()
}

function showBasket(form: HTMLFormElement, basket: HTMLElement): void {
  const { budget, points, most } = form.dataset
  const ticked = [...form.querySelectorAll<HTMLInputElement>('input[name=projet]:checked')]
  const given = [...form.querySelectorAll<HTMLInputElement>('input[name^=points-]')]
  const limit = Number(budget ?? points ?? most ?? Number.POSITIVE_INFINITY)
  const used = budget
    ? sum(ticked.map((box) => box.dataset.cost))
    : points
      ? sum(given.map((field) => field.value))
      : ticked.length
  const write = budget ? money(basket.dataset.currency ?? 'EUR') : (value: number) => String(value)
  basket.textContent = (basket.dataset.text ?? '')
    .replace('{used}', write(used))
    .replace('{limit}', write(limit))
  basket.toggleAttribute('data-over', used > limit)
}

function sum(texts: readonly (string | undefined)[]): number {
  return texts.reduce((total, text) => total + (Number(text) || 0), 0)
}

function money(currency: string): (cents: number) => string {
  const format = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency })
  return (cents) => format.format(cents / 100)
}
