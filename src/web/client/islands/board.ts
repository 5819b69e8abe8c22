/**
 * Moving cards by dragging, or with four buttons that stand on the card that the keyboard is on, and seeing what others move. Each move is
 * the plain form of the board; without this file, the page of a card has the same one.
 */
const main = document.querySelector<HTMLElement>('main')
let busy = false
let waiting = false

if (main?.querySelector('.board')) {
  listenToDrags(main)
  listenToFocus(main)
  listenToOthers()
}

function boardOf(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.board')
}

function cardsOf(column: Element): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('.board-card')]
}

/** The card that a point is above the middle of; null at the end of the column. */
function cardBelow(column: Element, y: number, dragged: Element): HTMLElement | null {
  const below = cardsOf(column).find((card) => {
    const { top, height } = card.getBoundingClientRect()
    return card !== dragged && y < top + height / 2
  })
  return below ?? null
}

function listenToDrags(root: HTMLElement): void {
  let dragged: HTMLElement | null = null
  // Said when a hand is put on a card, not on each of a thousand: the card is taken, not the address of its link.
  root.addEventListener('pointerdown', ({ target }) => {
    const card = target instanceof Element ? target.closest<HTMLElement>('.board-card') : null
    if (!card || !boardOf()?.dataset.move) return
    card.draggable = true
    for (const link of card.querySelectorAll('a')) link.draggable = false
  })
  root.addEventListener('dragstart', (event) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.board-card') : null
    if (!card || !boardOf()?.dataset.move) return
    dragged = card
    busy = true
    card.dataset.dragged = ''
    event.dataTransfer?.setData('text/plain', card.dataset.card ?? '')
  })
  root.addEventListener('dragover', (event) => {
    const column = columnOf(event)
    if (!dragged || !column) return
    event.preventDefault()
    unmark()
    column.dataset.over = ''
    const next = cardBelow(column, event.clientY, dragged)
    if (next) next.dataset.before = ''
  })
  root.addEventListener('drop', (event) => {
    const column = columnOf(event)
    if (!dragged || !column) return
    event.preventDefault()
    const next = cardBelow(column, event.clientY, dragged)
    place(dragged, column, next)
  })
  root.addEventListener('dragend', () => {
    if (dragged) delete dragged.dataset.dragged
    dragged = null
    busy = false
    unmark()
    if (waiting) void refresh()
  })
}

function columnOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('.board-column') : null
}

function unmark(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-over], [data-before]')) {
    delete element.dataset.over
    delete element.dataset.before
  }
}

/** Puts the card there at once, asks the server, and shows the board as it is when the server refuses. */
function place(card: HTMLElement, column: HTMLElement, next: HTMLElement | null): void {
  const list = column.querySelector('.board-cards')
  list?.insertBefore(card, next)
  void send(card.dataset.card ?? '', column.dataset.column ?? '', next?.dataset.card ?? '')
}

async function send(carte: string, colonne: string, avant: string): Promise<void> {
  const board = boardOf()
  const { move, moved = '', refused = '' } = board?.dataset ?? {}
  if (!move) return
  const answer = await fetch(move, {
    method: 'POST',
    body: new URLSearchParams({ carte, colonne, avant }),
    redirect: 'manual',
  }).catch(() => null)
  // A move that was done answers by leading to the board, which is asked for apart.
  const isDone = answer?.type === 'opaqueredirect'
  await refresh()
  say(isDone ? moved : refused)
}

const voice = document.createElement('p')
voice.className = 'hidden-text'
voice.role = 'status'
document.body.append(voice)

function say(text: string): void {
  voice.textContent = ''
  requestAnimationFrame(() => {
    voice.textContent = text
  })
}

/** Shows the board that the server has, with the focus on the same card. */
async function refresh(): Promise<void> {
  if (busy) {
    waiting = true
    return
  }
  waiting = false
  const answer = await fetch(location.pathname).catch(() => null)
  if (!answer?.ok) return
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.board')
  const shown = boardOf()
  if (!found || !shown || busy) return
  const held = document.activeElement?.closest<HTMLElement>('.board-card')?.dataset.card
  const tool = document.activeElement?.getAttribute('data-tool')
  shown.replaceWith(found)
  if (held === undefined) return
  const card = found.querySelector<HTMLElement>(`.board-card[data-card="${held}"]`)
  card?.querySelector<HTMLElement>('.board-card-title')?.focus({ preventScroll: true })
  if (tool) card?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.focus({ preventScroll: true })
}

type Tool = 'left' | 'right' | 'up' | 'down'

/** One set of buttons for the whole board, on the card that has the focus. */
function listenToFocus(root: HTMLElement): void {
  const tools = document.createElement('div')
  tools.className = 'board-tools'
  root.addEventListener('focusin', ({ target }) => {
    const card = target instanceof Element ? target.closest<HTMLElement>('.board-card') : null
    const board = boardOf()
    if (!card || !board?.dataset.move || card.contains(tools)) return
    tools.replaceChildren(...(['left', 'right', 'up', 'down'] as const).map((tool) => button(tool, board)))
    card.append(tools)
  })
  tools.addEventListener('click', ({ target }) => {
    const tool = target instanceof HTMLElement ? target.dataset.tool : undefined
    const card = tools.closest<HTMLElement>('.board-card')
    if (tool && card) step(card, tool)
  })
}

function button(tool: Tool, { dataset }: HTMLElement): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button-quiet'
  made.dataset.tool = tool
  made.textContent = dataset[tool] ?? ''
  return made
}

function step(card: HTMLElement, tool: string): void {
  const column = card.closest<HTMLElement>('.board-column')
  if (!column) return
  const cards = cardsOf(column)
  const at = cards.indexOf(card)
  if (tool === 'up' && at > 0) place(card, column, cards[at - 1] ?? null)
  if (tool === 'down' && at < cards.length - 1) place(card, column, cards[at + 2] ?? null)
  const columns = [...document.querySelectorAll<HTMLElement>('.board-column')]
  const next = columns[columns.indexOf(column) + (tool === 'left' ? -1 : 1)]
  if ((tool === 'left' || tool === 'right') && next) {
    place(card, next, cardsOf(next)[0] ?? null)
    card.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.focus()
  }
}

/** The server says when somebody changed the board; the browser asks again by itself when the line is cut. */
function listenToOthers(): void {
  const { stream, version } = boardOf()?.dataset ?? {}
  if (!stream) return
  let known = version
  const source = new EventSource(stream)
  source.addEventListener('board', ({ data }) => {
    if (data === known) return
    known = data
    void refresh()
  })
  addEventListener('pagehide', () => source.close())
}
