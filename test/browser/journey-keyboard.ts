import { expect, vi } from 'vitest'
import { z } from 'zod'
import type { Watched } from './watched-browser.ts'

const waiting = { timeout: 10_000, interval: 100 }

/** The skip link, the menu and a form, with Tab and Enter only; the focus is seen at every stop. */
export async function useKeyboardAlone(watched: Watched): Promise<void> {
  const { page } = watched
  await page.goto('/mesures')
  await page.keyboard.press('Tab')
  expect(await focused(watched)).toMatchObject({ href: '#contenu', isSeen: true })
  await page.keyboard.press('Enter')
  expect(await focused(watched)).toMatchObject({ id: 'contenu' })
  await page.goto('/')
  await tabTo(watched, ({ href }) => href === '/mesures')
  await Promise.all([page.waitForURL('**/mesures'), page.keyboard.press('Enter')])
  await tabTo(watched, ({ name }) => name === 'q')
  await page.keyboard.type('ressourcerie')
  await Promise.all([page.waitForURL(/q=ressourcerie/), page.keyboard.press('Enter')])
  expect(await page.locator('main a[href="/mesures/ressourcerie"]').count()).toBeGreaterThan(0)
}

/** Tab goes through a whole page, back to the address bar, in the order of reading, without a trap. */
export async function tabThrough(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await page.goto(path)
  const stops: number[] = []
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab')
    const focus = await focused(watched)
    if (focus.place < 0) break
    expect(focus).toMatchObject({ isSeen: true })
    stops.push(focus.place)
  }
  expect(stops.length).toBeGreaterThan(10)
  expect(stops).toEqual([...new Set(stops)].sort((one, other) => one - other))
}

/** A refused form: what hears the page is at the list of faults, and each leads to its field. */
export async function goToFault(watched: Watched, path: string): Promise<void> {
  const { page } = watched
  await page.goto(path)
  await Promise.all([
    page.waitForEvent('framenavigated'),
    page.locator('main form button.button[type=submit]').first().press('Enter'),
  ])
  await page.waitForLoadState()
  await vi.waitFor(async () => expect(await focused(watched)).toMatchObject({ id: 'erreurs' }), waiting)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const { id } = await focused(watched)
  expect(await page.locator(`#${id}`).getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator(`#${id}`).getAttribute('aria-describedby')).toContain(`${id}-error`)
  expect(await page.locator(`#${id}-error`).innerText()).not.toBe('')
}

type Focused = z.infer<typeof focusedAnswer>
const focusedAnswer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  href: z.string().nullable(),
  /** Rank in the page; negative when nothing of it has the focus. */
  place: z.number(),
  /** Has an outline or a shadow around it, and is on the screen. */
  isSeen: z.boolean(),
})

async function focused({ page }: Watched): Promise<Focused> {
  return focusedAnswer.parse(
    await page.evaluate(`(() => {
      const element = document.activeElement
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      const hasRing = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
      return {
        id: element.id,
        name: element.getAttribute('name'),
        href: element.getAttribute('href'),
        place: element === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(element),
        isSeen: hasRing && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
      }
    })()`),
  )
}

/** Presses Tab until that element has the focus; every one on the way shows that it has it. */
async function tabTo(watched: Watched, isIt: (focus: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await watched.page.keyboard.press('Tab')
    const focus = await focused(watched)
    expect(focus).toMatchObject({ isSeen: true })
    if (isIt(focus)) return
  }
  throw new Error('sixty presses of Tab do not reach it')
}
