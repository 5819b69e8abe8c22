import { type DestinationStream, type Logger, pino } from 'pino'
import type { Settings } from './settings.ts'

export type Log = Logger

/**
 * Structured log, one JSON object a line, on standard output unless the caller gives another place. Secrets and personal
 * contents are named here so that they never get in.
 */
export function openLog(
  settings: Pick<Settings, 'logLevel'>,
  destination: DestinationStream = pino.destination(1),
): Log {
  return pino(
    {
      level: settings.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.password', '*.token', '*.cookie', '*.authorization', '*.email', 'headers', '*.headers'],
        censor: '***',
      },
    },
    destination,
  )
}
