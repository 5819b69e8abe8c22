import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { listenForCommands } from '#infra/command-socket.ts'
import { openMetrics } from '#infra/metrics.ts'
import type { Settings } from '#infra/settings.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { createApp } from './app.ts'
import { openStaticFiles, readAssets } from './assets.ts'
import { runTownCommand } from './cli/dispatch.ts'
import { openPlace, openPreparedTown } from './open-place.ts'
import type { OpenTown } from './open-town.ts'

export interface RunningTown {
  readonly town: OpenTown
  /** Address that it answers at, without a final slash. */
  readonly address: string
  /** Finishes the requests under way, then closes everything. */
  stop(): Promise<void>
}

/** From the settings to a town that answers: lock, database, migrations, world, site, commands. */
export async function startTown(
  settings: Settings,
  report: (step: string) => void,
): Promise<Result<RunningTown, readonly string[]>> {
  const place = await openPlace(settings)
  if (!place.ok) return place
  const town = await openPreparedTown(place.value, report)
  if (!town.ok) {
    await place.value.close()
    return town
  }
  const http = await listen(createSite(town.value), settings)
  if (!http.ok) {
    await place.value.close()
    return http
  }
  const commands = settings.databaseUrl ? null : await openCommands(settings, town.value)
  return ok({
    town: town.value,
    address: addressOf(http.value, settings),
    async stop() {
      await Promise.all([closeServer(http.value), commands?.close()])
      await place.value.close()
    },
  })
}

type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** Built files are answered first: they need neither session nor database. */
function createSite({ services, accounts }: OpenTown): Fetch {
  const app = createApp({ services, accounts, assets: readAssets(), metrics: openMetrics() })
  const staticFiles = openStaticFiles()
  return (request, env) => staticFiles(request) ?? app.fetch(request, env)
}

async function listen(fetch: Fetch, settings: Settings): Promise<Result<Server, readonly string[]>> {
  const server = createAdaptorServer({ fetch }) as Server
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(settings.port, settings.host, resolve)
    })
    return ok(server)
  } catch (error) {
    return refuse(whyNotListening(error, settings))
  }
}

function whyNotListening(error: unknown, { host, port }: Settings): string[] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return [
      `${host}:${port}: another program already answers there.`,
      `Stop it, or choose another port: PORT=${port + 1}.`,
    ]
  if (code === 'EACCES')
    return [
      `${host}:${port}: this user may not listen on that port.`,
      'Choose a port above 1023, such as PORT=3000.',
    ]
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return [`HOST = ${host}: this machine has no such address.`, 'Use 127.0.0.1, or 0.0.0.0 for all of them.']
  throw error
}

function addressOf(server: Server, settings: Settings): string {
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : settings.port
  return settings.publicUrl.replace(/:0$/, `:${port}`)
}

/** Longest time that a request under way is waited for when the town stops. */
const patience_ms = 10_000

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), patience_ms)
  await closed
  clearTimeout(impatience)
}

function openCommands(settings: Settings, town: OpenTown) {
  return listenForCommands(settings.folder, async ({ args, cwd }, write) => {
    const terminal = {
      cwd,
      out: (text: string) => write('out', text),
      err: (text: string) => write('err', text),
    }
    const code = await runTownCommand(args, terminal, town.commandContext)
    await town.refresh()
    return code
  })
}
