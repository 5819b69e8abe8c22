import { createHash, randomBytes } from 'node:crypto'

/** 256 bits from the system, as an address can carry them. */
export function newKey(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a key: nobody who reads it can use it. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

export function isKey(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}
