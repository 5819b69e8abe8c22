const ROUNDS = 64

/** The first 32 bits of the fractional part of a root of a prime. */
function fractionalBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x1_0000_0000)
}

const primes: readonly number[] = Array.from({ length: 312 }, (_, number) => number).filter((number) => {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false
  return number > 1
})
const START = Uint32Array.from(primes.slice(0, 8), (prime) => fractionalBits(Math.sqrt(prime)))
const CONSTANTS = Uint32Array.from(primes.slice(0, ROUNDS), (prime) => fractionalBits(Math.cbrt(prime)))

/**
 * SHA-256 of a text as UTF-8, as 64 hexadecimal digits: the public lot that `breakTies` draws must be the same in a browser, on a
 * server and in a shell (`printf TEXT | sha256sum`).
 *
 * Source: FIPS 180-4. Cost: O(length).
 *
 * @example
 * sha256('abc') // → 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 */
export function sha256(text: string): string {
  const blocks = padded(new TextEncoder().encode(text))
  const state = START.slice()
  const schedule = new Uint32Array(ROUNDS)
  for (let at = 0; at < blocks.byteLength; at += 64) {
    for (let word = 0; word < 16; word++) schedule[word] = blocks.getUint32(at + 4 * word)
    expand(schedule)
    compress(state, schedule)
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

function padded(bytes: Uint8Array): DataView {
  const length = 64 * Math.ceil((bytes.length + 9) / 64)
  const blocks = new Uint8Array(length)
  blocks.set(bytes)
  blocks[bytes.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setBigUint64(length - 8, 8n * BigInt(bytes.length))
  return view
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function expand(schedule: Uint32Array): void {
  for (let word = 16; word < ROUNDS; word++) {
    const [near, far] = [schedule[word - 2]!, schedule[word - 15]!]
    const sigma0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3)
    const sigma1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10)
    schedule[word] = schedule[word - 16]! + sigma0 + schedule[word - 7]! + sigma1
  }
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!]
  for (let round = 0; round < ROUNDS; round++) {
    const choice = (e & f) ^ (~e & g)
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + sum1 + choice + CONSTANTS[round]! + schedule[round]!) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index]! += word
  })
}
