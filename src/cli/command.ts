import type { Context } from '#infra/context.ts'
import type { Settings } from '#infra/settings.ts'

/** Where a command reads its files from and writes to. The same command runs in the terminal or inside a running server. */
export interface Terminal {
  /** Folder that relative paths are read from. */
  readonly cwd: string
  /** Writes one or more whole lines; the last end of line may be left out. */
  out(text: string): void
  err(text: string): void
}

/** 0: done, whatever the answer; 1: refused or failed; 2: bad arguments or a bad file, named on stderr. */
export type ExitCode = 0 | 1 | 2

interface Described {
  /** Words typed after `faire-commune`, such as `budget count`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The whole text of `--help`, with its options and an example. */
  readonly help: string
}

/** A command that needs no town: it reads its arguments and files, and writes its answer. */
export interface PureCommand extends Described {
  readonly needs: 'nothing'
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** A command on a town's data: run by the server that owns the database if one runs, else by this process. */
export interface TownCommand extends Described {
  readonly needs: 'town'
  run(args: readonly string[], terminal: Terminal, context: Context): Promise<ExitCode>
}

/** A command that looks after the place where a town lives, and opens it by itself if need be. */
export interface PlaceCommand extends Described {
  readonly needs: 'place'
  run(args: readonly string[], terminal: Terminal, settings: Settings): Promise<ExitCode>
}

export type Command = PureCommand | TownCommand | PlaceCommand
