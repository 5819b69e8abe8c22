import type { ExitCode, PlaceCommand, Terminal } from './command.ts'

export const startCommand: PlaceCommand = {
  name: 'start',
  needs: 'place',
  summary: 'opens the town and answers until it is stopped (Ctrl+C, SIGTERM)',
  help: `faire-commune start [--world town|small|agglomeration|empty]

Opens the database, brings it up to this version, loads the demo world the first time, and answers on HOST:PORT
(127.0.0.1:3000 unless set). SIGTERM and SIGINT finish the requests under way, then close everything.

  faire-commune start --world small
  DATABASE_URL=postgres://user:password@host/town faire-commune start`,
  async run(_args, terminal, settings): Promise<ExitCode> {
    const { startTown } = await import('../start.ts')
    const running = await startTown(settings, (step) => terminal.out(`· ${step}`))
    if (!running.ok) {
      for (const sentence of running.refusal) terminal.err(sentence)
      return 1
    }
    const { town, address, stop } = running.value
    // Listened for before the address is shown: whoever reads it may stop the town at once.
    const asked = stopSignal(terminal)
    const { greet } = await import('../greet.ts')
    terminal.out(await greet(town.services, address))
    await asked
    await stop()
    return 0
  },
}

/** One Ctrl+C reaches the server several times: from the terminal, from npm, and from the script between them. */
const sameRequest_ms = 1500

/** Resolves at the first request to stop; one that comes later is a second request, and ends the program at once. */
function stopSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | null = null
    const ask = () => {
      if (asked !== null && performance.now() - asked > sameRequest_ms) process.exit(1)
      if (asked !== null) return
      asked = performance.now()
      terminal.out('Arrêt en cours… / Stopping…')
      resolve()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ask)
  })
}
