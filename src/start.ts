import { createServer as createHttpServer, type Server } from 'node:http'
import { listenForCommands } from '#infra/command-socket.ts'
import { startJobs } from '#infra/jobs.ts'
import { openMetrics } from '#infra/metrics.ts'
import type { Settings } from '#infra/settings.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { openStaticFiles, readAssets } from './assets.ts'
import { commandNames, loadCommand } from './cli/commands.ts'
import { runTownCommand } from './cli/dispatch.ts'
import { jobs } from './jobs.ts'
import { type OpenPlace, openPlace, openPreparedTown } from './open-place.ts'
import type { OpenTown } from './open-town.ts'
import { createSiteServer } from './site.ts'

export interface RunningTown {
  readonly town: OpenTown
  /** Address that it answers at, without a final slash. */
  readonly address: string
  /** Finishes the requests under way, then closes everything. */
  stop(): Promise<void>
}

/** From the settings to a town that answers: lock, port, database, migrations, world, site, commands. */
export async function startTown(
  chosen: Settings,
  report: (step: string) => void,
): Promise<Result<RunningTown, readonly string[]>> {
  const place = await openPlace(chosen)
  if (!place.ok) return place
  const answering = await openAt(place.value, report)
  if (!answering.ok) await place.value.close()
  return answering
}

async function openAt(
  place: OpenPlace,
  report: (step: string) => void,
): Promise<Result<RunningTown, readonly string[]>> {
  // Known before a world is loaded, which is long: whether the port is free, and which one it is.
  const port = await probePort(place.settings)
  if (!port.ok) return port
  const settings = withPort(place.settings, port.value)
  const town = await openPreparedTown({ ...place, settings }, report)
  if (!town.ok) return town
  const http = await listen(createServer(town.value), settings)
  if (!http.ok) return http
  const commands = settings.databaseUrl ? null : await openCommands(settings, town.value)
  const work = startJobs(() => town.value.commandContext, jobs)
  return ok({
    town: town.value,
    address: settings.publicUrl,
    async stop() {
      await Promise.all([closeServer(http.value), commands?.close(), work.stop()])
      await place.close()
    },
  })
}

function createServer(town: OpenTown): Server {
  return createSiteServer({
    ...town,
    assets: readAssets(),
    metrics: openMetrics(),
    staticFiles: openStaticFiles(),
  })
}

/** The port that the town will answer at: `PORT=0` takes a free one. */
async function probePort(settings: Settings): Promise<Result<number, readonly string[]>> {
  const probe = await listen(createHttpServer(), settings)
  if (!probe.ok) return probe
  const bound = probe.value.address()
  await closeServer(probe.value)
  return ok(typeof bound === 'object' && bound ? bound.port : settings.port)
}

function withPort(settings: Settings, port: number): Settings {
  return { ...settings, port, publicUrl: settings.publicUrl.replace(/:0$/, `:${port}`) }
}

async function listen(server: Server, settings: Settings): Promise<Result<Server, readonly string[]>> {
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

/** Longest time that a request under way is waited for when the town stops. */
const patience_ms = 10_000

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), patience_ms)
  await closed
  clearTimeout(impatience)
}

async function openCommands(settings: Settings, town: OpenTown) {
  // Read now, while they are those of this build: a later build may replace the files under a running server.
  await Promise.all(commandNames.map(loadCommand))
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
