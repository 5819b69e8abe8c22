import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/**
 * The server owns the embedded database, so a command typed in a terminal is run by it: the terminal sends the words,
 * the server sends back what the command writes, then its exit code. One JSON object a line in both directions.
 */
const request = z.object({ args: z.array(z.string()), cwd: z.string() })
const reply = z.union([
  z.object({ stream: z.enum(['out', 'err']), text: z.string() }),
  z.object({ exit: z.number().int() }),
])

export type CommandRequest = z.infer<typeof request>
export type Write = (stream: 'out' | 'err', text: string) => void

export interface CommandSocket {
  close(): Promise<void>
}

/** Listens for commands in the folder. The caller holds the folder's lock, so a socket found there is a dead one's. */
export async function listenForCommands(
  folder: string,
  run: (command: CommandRequest, write: Write) => Promise<number>,
): Promise<CommandSocket> {
  const address = socketAddress(folder)
  if (process.platform !== 'win32') {
    mkdirSync(path.dirname(address), { recursive: true, mode: 0o700 })
    rmSync(address, { force: true })
  }
  const server = net.createServer((connection) => serve(connection, run))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  return { close: () => new Promise((resolve) => server.close(() => resolve())) }
}

function serve(
  connection: net.Socket,
  run: (command: CommandRequest, write: Write) => Promise<number>,
): void {
  const send = (message: z.infer<typeof reply>) => {
    if (connection.writable) connection.write(`${JSON.stringify(message)}\n`)
  }
  // The terminal may be closed while the command runs: the command ends as it would have.
  connection.on('error', () => undefined)
  createInterface({ input: connection }).once('line', async (line) => {
    const write: Write = (stream, text) => send({ stream, text })
    try {
      send({ exit: await run(request.parse(JSON.parse(line)), write) })
    } catch (error) {
      write('err', `${error instanceof Error ? error.message : error}\n`)
      send({ exit: 1 })
    }
    connection.end()
  })
}

/** Has the server of that folder run the command; answers its exit code, or null when no server listens there. */
export async function sendCommand(
  folder: string,
  command: CommandRequest,
  write: Write,
): Promise<number | null> {
  const connection = await connect(socketAddress(folder))
  if (!connection) return null
  connection.write(`${JSON.stringify(command)}\n`)
  for await (const line of createInterface({ input: connection })) {
    const message = reply.parse(JSON.parse(line))
    if ('exit' in message) return message.exit
    write(message.stream, message.text)
  }
  write('err', 'the server stopped before the end of the command\n')
  return 1
}

function connect(address: string): Promise<net.Socket | null> {
  return new Promise((resolve, reject) => {
    const connection = net.connect(address)
    connection.once('connect', () => resolve(connection))
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null)
      else reject(error)
    })
  })
}

/** Longest address of a socket that every system takes; macOS has the shortest limit, 104 bytes. */
const longestAddress = 100

function socketAddress(folder: string): string {
  const address = path.join(folder, 'socket')
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\faire-commune-${digest}`
  if (Buffer.byteLength(address) <= longestAddress) return address
  return path.join(tmpdir(), `faire-commune-${userInfo().uid}`, digest)
}
