/**
 * Moving the map of the directory by mouse, finger and keys without loading the page again. Each view is a page of the site:
 * the script asks for it and puts its drawing and its list in the place of those shown. Without this file, links do the same.
 */
const side = 288
const root = document.querySelector<HTMLElement>('#carte')
const frame = root?.querySelector<HTMLElement>('.map-frame')

if (root && frame) {
  root.classList.add('map-live')
  frame.tabIndex = 0
  frame.role = 'group'
  frame.ariaLabel = frame.dataset.label ?? ''
  listenToKeys(frame)
  listenToLinks(root)
  listenToFingers(frame)
  listenToWheel(frame)
}

/** What is seen: the middle in units of level 0, and how near. Between two levels while fingers are apart. */
interface View {
  readonly x: number
  readonly y: number
  readonly level: number
}

function drawing(): SVGSVGElement | null {
  return document.querySelector<SVGSVGElement>('#carte svg')
}

function numberOf(name: string): number {
  return Number(drawing()?.dataset[name] ?? 0)
}

/** Where the drawing is now, dragged or not. */
function viewOf(svg: SVGSVGElement): View {
  const { x, y, width, height } = svg.viewBox.baseVal
  const drawn = 2 ** numberOf('level')
  return {
    x: (x + width / 2) / drawn,
    y: (y + height / 2) / drawn,
    level: numberOf('level') + Math.log2(side / width),
  }
}

/** Shows another part of what is drawn already. */
function lookAt(svg: SVGSVGElement, { x, y, level }: View): void {
  const drawn = 2 ** numberOf('level')
  const width = side / 2 ** (level - numberOf('level'))
  svg.setAttribute('viewBox', `${x * drawn - width / 2} ${y * drawn - width / 2} ${width} ${width}`)
}

function addressOf({ x, y, level }: View): string {
  const url = new URL(location.href)
  url.searchParams.delete('page')
  url.searchParams.set('niveau', String(level))
  url.searchParams.set('lat', (numberOf('lat') - y * numberOf('latStep')).toFixed(5))
  url.searchParams.set('lon', (numberOf('lon') + x * numberOf('lonStep')).toFixed(5))
  return `${url.pathname}${url.search}`
}

/** The view at the nearest level that exists. */
function settled({ x, y, level }: View): View {
  const within = (value: number) => Math.min(side, Math.max(0, value))
  return {
    x: within(x),
    y: within(y),
    level: Math.min(numberOf('lastLevel'), Math.max(0, Math.round(level))),
  }
}

let asked: AbortController | null = null

/** Asks for a view and shows it; the last one asked for is the one that is shown. */
async function go(address: string): Promise<void> {
  asked?.abort()
  const mine = new AbortController()
  asked = mine
  const answer = await fetch(address, { signal: mine.signal }).catch(() => null)
  if (mine.signal.aborted) return
  // A page that cannot be had here is opened: the browser says why.
  if (!answer?.ok) return location.assign(address)
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (mine.signal.aborted) return
  show(found)
  history.replaceState(null, '', address)
}

function show(found: Document): void {
  const [svg, next] = [drawing(), found.querySelector('#carte svg')]
  const [list, nextList] = [document.querySelector('#lieux'), found.querySelector('#lieux')]
  if (!svg || !next || !list || !nextList) return
  svg.replaceWith(next)
  list.replaceWith(nextList)
  for (const link of found.querySelectorAll<HTMLElement>('[data-move]')) {
    const shown = root?.querySelector<HTMLElement>(`[data-move="${link.dataset.move}"]`)
    for (const name of ['href', 'role', 'aria-disabled']) {
      const value = link.getAttribute(name)
      if (value === null) shown?.removeAttribute(name)
      else shown?.setAttribute(name, value)
    }
    // A button that leads nowhere any more lets the keyboard go on from the map.
    if (shown && shown === document.activeElement && !shown.hasAttribute('href'))
      frame?.focus({ preventScroll: true })
  }
  say(nextList.querySelector('h2')?.textContent ?? '')
}

const voice = document.createElement('p')
voice.className = 'hidden-text'
voice.role = 'status'
root?.after(voice)

function say(text: string): void {
  voice.textContent = text
}

const keys: Readonly<Record<string, string>> = {
  ArrowUp: 'north',
  ArrowDown: 'south',
  ArrowLeft: 'west',
  ArrowRight: 'east',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'whole',
}

function listenToKeys(target: HTMLElement): void {
  target.addEventListener('keydown', (event) => {
    const move = keys[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    root?.querySelector<HTMLElement>(`[data-move="${move}"][href]`)?.click()
  })
}

/** The buttons, and markers that stand for several places. */
function listenToLinks(target: HTMLElement): void {
  target.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (!link || !isPlain) return
    // The end of a drag is no press.
    if (isDragged) return event.preventDefault()
    const url = new URL(link.getAttribute('href') ?? '', location.href)
    if (url.pathname !== location.pathname || !url.searchParams.has('niveau')) return
    event.preventDefault()
    void go(`${url.pathname}${url.search}`)
  })
}

/** Further than that, in pixels, a press is a drag. */
const still_px = 6
let isDragged = false

interface Finger {
  readonly x: number
  readonly y: number
}

/** One finger moves the map, two bring it nearer. */
function listenToFingers(target: HTMLElement): void {
  const fingers = new Map<number, Finger>()
  let held: { readonly view: View; readonly middle: Finger; readonly apart: number } | null = null
  const hold = () => {
    const svg = drawing()
    held = svg && fingers.size > 0 ? { view: viewOf(svg), ...spreadOf(fingers) } : null
  }
  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    if (fingers.size === 0) isDragged = false
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    hold()
  })
  target.addEventListener('pointermove', (event) => {
    const svg = drawing()
    if (!held || !svg || !fingers.has(event.pointerId)) return
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const now = spreadOf(fingers)
    const [across, down] = [now.middle.x - held.middle.x, now.middle.y - held.middle.y]
    if (!isDragged && Math.hypot(across, down) < still_px && fingers.size < 2) return
    if (!isDragged) asked?.abort()
    isDragged = true
    target.setPointerCapture(event.pointerId)
    lookAt(svg, draggedView(held.view, across, down, held.apart > 0 ? now.apart / held.apart : 1))
  })
  const release = (event: PointerEvent) => {
    const svg = drawing()
    if (!fingers.delete(event.pointerId) || !svg) return
    hold()
    if (!isDragged || fingers.size > 0) return
    void go(addressOf(settled(viewOf(svg))))
    // Until the press that ends it, if the browser makes one.
    setTimeout(() => {
      isDragged = false
    })
  }
  target.addEventListener('pointerup', release)
  target.addEventListener('pointercancel', release)
  // The picture of a link is not what is dragged.
  target.addEventListener('dragstart', (event) => event.preventDefault())
}

function spreadOf(fingers: ReadonlyMap<number, Finger>): { middle: Finger; apart: number } {
  const [one = { x: 0, y: 0 }, other = one] = [...fingers.values()]
  return {
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    apart: Math.hypot(one.x - other.x, one.y - other.y),
  }
}

function draggedView({ x, y, level }: View, across_px: number, down_px: number, nearer: number): View {
  const units = side / (drawing()?.clientWidth || side) / 2 ** level
  return { x: x - across_px * units, y: y - down_px * units, level: level + Math.log2(nearer) }
}

/** Notches of a wheel that make a level. */
const notch = 60
const rest_ms = 150

/** With Ctrl, as two fingers on a pad also say it; alone, the wheel goes on scrolling the page. */
function listenToWheel(target: HTMLElement): void {
  let turned = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  target.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      turned -= event.deltaY
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        const svg = drawing()
        const step = Math.max(-1, Math.min(1, Math.round(turned / notch)))
        turned = 0
        if (svg && step !== 0) void go(addressOf(towards(svg, event, step)))
      }, rest_ms)
    },
    { passive: false },
  )
  target.addEventListener('dblclick', (event) => {
    const svg = drawing()
    if (svg && !isDragged && !(event.target as Element).closest('a'))
      void go(addressOf(towards(svg, event, 1)))
  })
}

/** The view some levels nearer around what is under the mouse, which stays there. */
function towards(svg: SVGSVGElement, { clientX, clientY }: MouseEvent, step: number): View {
  const { left, top, width } = svg.getBoundingClientRect()
  const view = viewOf(svg)
  const away = side / 2 ** view.level
  const [across, down] = [((clientX - left) / width - 0.5) * away, ((clientY - top) / width - 0.5) * away]
  const next = settled({ ...view, level: view.level + step })
  const share = 1 - 2 ** (view.level - next.level)
  return settled({ x: view.x + across * share, y: view.y + down * share, level: next.level })
}
