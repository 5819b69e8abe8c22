import { createHash, randomBytes } from 'node:crypto'

/** 256 bits from the system, as an address or a cookie can carry them: what a mailed link holds. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a secret: nobody who reads it can use it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

const written = /^[\w-]{43}$/

export function isSecret(text: string): boolean {
  return written.test(text)
}
