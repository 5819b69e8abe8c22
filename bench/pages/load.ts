/**
 * Load generator, a process of its own: connections that each ask again as soon as they are answered. Commands come as
 * messages, one at a time; each is answered with what was measured. Raw sockets, so that asking costs little beside answering.
 */
import { connect, type Socket } from 'node:net'
import { type Answer, readAnswer } from './read-answer.ts'

export interface LoadOrder {
  readonly port: number
  /** `{n}` in it is another number each time it is asked for, never one twice. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  readonly seconds: number
}

export interface LoadReport {
  readonly answers: number
  readonly seconds: number
  /** Milliseconds of each answer, sorted. */
  readonly times: readonly number[]
  /** Status and size of the body of the last answer; every answer had the same status. */
  readonly status: number
  readonly bytes: number
}

process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order))
})

async function run(order: LoadOrder): Promise<LoadReport> {
  const start = performance.now()
  const until = start + order.seconds * 1000
  const times: number[] = []
  const last = await Promise.all(
    Array.from({ length: order.connections }, () => askUntil(order, until, times)),
  )
  const seconds = (performance.now() - start) / 1000
  const statuses = new Set(last.map(({ status }) => status))
  if (statuses.size !== 1) throw new Error(`${order.path}: answers ${[...statuses].join(', ')}`)
  const { status = 0, bytes = 0 } = last[0] ?? {}
  return { answers: times.length, seconds, times: times.sort((a, b) => a - b), status, bytes }
}

/** Asks on one connection until then; the last answer. */
function askUntil(order: LoadOrder, until: number, times: number[]): Promise<Answer> {
  const fixed = order.path.includes('{n}') ? null : Buffer.from(requestText(order))
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true })
    let asked = 0
    let received: Buffer[] = []
    const ask = () => {
      received = []
      asked = performance.now()
      socket.write(fixed ?? requestText(order).replace('{n}', String(nextNumber())))
    }
    socket.on('connect', ask)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received.push(chunk)
      const answer = readAnswer(received.length === 1 ? chunk : Buffer.concat(received))
      if (!answer) return
      const now = performance.now()
      times.push(now - asked)
      if (now < until) return ask()
      socket.destroy()
      resolve(answer)
    })
  })
}

let number = 0

function nextNumber(): number {
  number += 1
  return number
}

function requestText({ path, headers, port }: LoadOrder): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join('')}\r\n`
}

process.on('disconnect', () => process.exit())
