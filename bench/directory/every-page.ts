/** Milliseconds that each page of a list took, in its order. */
export type PageTimes = readonly number[]

export interface SiteToWalk {
  readonly port: number
  /** By which somebody signs in, once. */
  readonly link: string
}

/** Asks every page of the directory, each by the link of the one before, as a visitor or as whoever keeps it. */
export async function walkDirectory(
  { port, link }: SiteToWalk,
  who: 'visitor' | 'keeper',
): Promise<PageTimes> {
  const origin = `http://127.0.0.1:${port}`
  const headers: Record<string, string> = who === 'keeper' ? { cookie: await signIn(origin, link) } : {}
  const ask = async (address: string) => {
    const asked = performance.now()
    const answer = await fetch(`${origin}${address}`, { headers })
    const page = await answer.text()
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
    return { page, took_ms: performance.now() - asked }
  }
  // The program that has answered nothing is still being compiled: other pages, which it keeps no row of.
  for (let turn = 0; turn < 20; turn += 1) await ask(`/organisations?q=rien+${turn}`)
  const times: number[] = []
  for (let address: string | null = '/organisations'; address !== null; ) {
    const { page, took_ms } = await ask(address)
    times.push(took_ms)
    address = nextPage(page)
  }
  return times
}

/** The last link of the way through the pages; the first page and the last one have one link only, back or onward. */
function nextPage(page: string): string | null {
  const pager = /<p class="pager">.*?<\/p>/s.exec(page)?.[0] ?? ''
  const onward = /href="([^"]*[?&;]suite=[^"]*)"/.exec(pager)?.[1]
  return onward === undefined ? null : onward.replaceAll('&amp;', '&')
}

async function signIn(origin: string, link: string): Promise<string> {
  const answer = await fetch(`${origin}${link}`, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie().find((line) => line.includes('session_token'))
  if (cookie === undefined) throw new Error(`sign-in: ${answer.status}`)
  return cookie.slice(0, cookie.indexOf(';'))
}
