export interface Answer {
  readonly status: number
  /** Size of the body as it travelled. */
  readonly bytes: number
}

const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('\r\n0\r\n\r\n')

/** The answer that these bytes are, whole; null while more of it is to come. One answer at a time on a connection. */
export function readAnswer(received: Buffer): Answer | null {
  const end = received.indexOf(headEnd)
  if (end < 0) return null
  const head = received.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const start = end + headEnd.length
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const bytes = Number(length)
    return received.length >= start + bytes ? { status, bytes } : null
  }
  if (status === 304) return { status, bytes: 0 }
  const isWhole = received.subarray(-lastChunk.length).equals(lastChunk)
  return isWhole ? { status, bytes: received.length - start } : null
}
