/**
 * Voters, a process of its own: each connection takes a pass, reads the list of projects, casts its ballot, and goes on with the next
 * pass. Answers how many were acknowledged and how long each took from the list to the receipt.
 */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

export interface VoteOrder {
  readonly port: number
  readonly code: string
  readonly passes: string
  readonly connections: number
}

export interface VoteReport {
  /** Secrets of the receipts that were shown. */
  readonly acknowledged: number
  readonly refused: number
  readonly seconds: number
  /** Milliseconds of each whole vote, sorted. */
  readonly times: readonly number[]
}

process.on('message', async (order: VoteOrder) => {
  process.send?.(await run(order))
})
process.on('disconnect', () => process.exit())

async function run({ port, code, passes, connections }: VoteOrder): Promise<VoteReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const waiting = readFileSync(passes, 'utf8').split('\n')
  const path = `/budgets-participatifs/${code}/bulletin`
  const times: number[] = []
  let next = 0
  let acknowledged = 0
  let refused = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (;;) {
        const pass = waiting[next++]
        if (pass === undefined) return
        const began = performance.now()
        const page = await send({ agent, port, path: `${path}?jeton=${pass}`, body: null })
        const [, secret = ''] = /name="recu" value="([^"]*)"/.exec(page.text) ?? []
        const projets = `projet=${1 + (next % 7)}&projet=${9 + (next % 11)}&projet=${24 + (next % 13)}`
        const cast = await send({ agent, port, path, body: `jeton=${pass}&recu=${secret}&${projets}` })
        times.push(performance.now() - began)
        if (cast.status === 200) acknowledged += 1
        else refused += 1
      }
    }),
  )
  agent.destroy()
  const seconds = (performance.now() - start) / 1000
  return { acknowledged, refused, seconds, times: times.sort((a, b) => a - b) }
}

interface Sent {
  readonly agent: Agent
  readonly port: number
  readonly path: string
  readonly body: string | null
}

/** Asked again when the server had closed an idle connection: the same form sent twice is one ballot and one receipt. */
async function send(sent: Sent): Promise<Answered> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendOnce(sent)
    } catch (error) {
      if (tries === 5) throw error
    }
  }
}

interface Answered {
  readonly status: number
  readonly text: string
}

function sendOnce({ agent, port, path, body }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const origin = `http://127.0.0.1:${port}`
    const sent = request(
      {
        agent,
        port,
        path,
        host: '127.0.0.1',
        method: body === null ? 'GET' : 'POST',
        headers: body === null ? {} : { origin, 'content-type': 'application/x-www-form-urlencoded' },
      },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}
