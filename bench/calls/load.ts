/**
 * Applicants, a process of its own: all of them press « Envoyer » within the last moments of a call, then one a second late. Answers
 * what each was told, and how long it took.
 */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface LoadOrder {
  readonly port: number
  readonly sessions: string
  readonly closesAt_ms: number
  /** They press one after the other, evenly, during so long; the last one as long before the closing as `margin_ms`. */
  readonly during_ms: number
  readonly margin_ms: number
}

export interface Press {
  readonly applicationId: string
  readonly status: number
  /** When the whole request was handed to the system, by the clock that all processes of this machine share. */
  readonly sentAt_ms: number
}

export interface LoadReport {
  readonly presses: readonly Press[]
  /** Milliseconds from pressing to the answer, sorted. */
  readonly times: readonly number[]
  readonly answeredAfterClosing: number
  readonly late: { readonly status: number; readonly isTold: boolean }
}

process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order))
})
process.on('disconnect', () => process.exit())

async function run(order: LoadOrder): Promise<LoadReport> {
  const lines = readFileSync(order.sessions, 'utf8').split('\n')
  const [lastOne = '', ...applicants] = lines.reverse()
  const start_ms = order.closesAt_ms - order.margin_ms - order.during_ms
  if (Date.now() > start_ms)
    throw new Error('the machine was too slow: the call closes before all can be sent')
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  let answeredAfterClosing = 0
  const presses = await Promise.all(
    applicants.map(async (line, index): Promise<Press> => {
      await wait(start_ms + (order.during_ms * index) / applicants.length - Date.now())
      const pressed = performance.now()
      const answer = await press(agent, order.port, line)
      times.push(performance.now() - pressed)
      if (Date.now() > order.closesAt_ms) answeredAfterClosing += 1
      const applicationId = /candidatures\/([^/]+)\//.exec(line)?.[1] ?? ''
      return { applicationId, status: answer.status, sentAt_ms: answer.sentAt_ms }
    }),
  )
  await wait(Math.max(0, order.closesAt_ms + 1000 - Date.now()))
  const late = await press(agent, order.port, lastOne)
  agent.destroy()
  return {
    presses,
    times: times.sort((one, other) => one - other),
    answeredAfterClosing,
    late: { status: late.status, isTold: late.text.includes('L’appel est clos') },
  }
}

interface Answered {
  readonly status: number
  readonly text: string
  readonly sentAt_ms: number
}

function press(agent: Agent, port: number, line: string): Promise<Answered> {
  const [path = '', cookie = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
  const host = '127.0.0.1'
  const headers = {
    cookie,
    origin: `http://${host}:${port}`,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '0',
  }
  return new Promise((resolve, reject) => {
    let sentAt_ms = 0
    const sent = request({ agent, host, port, path, method: 'POST', headers }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(pieces).toString('utf8'),
          sentAt_ms,
        }),
      )
    })
    sent.on('finish', () => {
      sentAt_ms = performance.timeOrigin + performance.now()
    })
    sent.on('error', reject)
    sent.end()
  })
}
