import path from 'node:path'
import { z } from 'zod'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { projectFile } from './project-files.ts'

export const worlds = ['town', 'small', 'agglomeration', 'empty'] as const
export type WorldName = (typeof worlds)[number]

/** Everything that the machine decides, read once at the start. */
export interface Settings {
  readonly world: WorldName
  /** Folder of this world: its database, lock and socket. */
  readonly folder: string
  /** Connection of a PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: string | null
  readonly host: string
  readonly port: number
  /** Address that people type, without a final slash: links in mails start with it. */
  readonly publicUrl: string
  /** Address of the SMTP server; null: messages stay in the outbox. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Reverse proxies whose X-Forwarded-For is believed: how many stand in front. */
  readonly trustedProxies: number
  /** Keys the hashes of voters: kept outside the database, a copy of which then names nobody. Null: the database has its own. */
  readonly rollSecret: string | null
  /**
   * Program that looks at a file that somebody sends, on its standard input: 0 when it is clean, 1 when it is not. Null: none
   * does, and pages say so.
   */
  readonly antivirusCommand: string | null
}

const empty = z.literal('').transform(() => undefined)

const environment = z.object({
  FAIRE_COMMUNE_DATA: z.string().default(projectFile('var')),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .or(empty),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .or(empty),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .or(empty),
  MAIL_FROM: z.email().default('ne-pas-repondre@localhost.localdomain'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  ROLL_SECRET: z.string().min(32).optional().or(empty),
  ANTIVIRUS_COMMAND: z.string().min(1).optional().or(empty),
})

const remedies: Record<string, string> = {
  DATABASE_URL: 'postgres://user:password@host:5432/database, or leave it out for the embedded database',
  PORT: 'a whole number from 1 to 65535 (3000 when left out)',
  PUBLIC_URL: 'the address that people type, such as https://participer.exemple.fr',
  SMTP_URL: 'smtp://user:password@host:587, or leave it out: messages then stay in the outbox page',
  MAIL_FROM: 'the sender of every message, such as ne-pas-repondre@exemple.fr',
  LOG_LEVEL: 'one of debug, info, warn, error, silent',
  TRUSTED_PROXIES: 'how many proxies stand in front of this server, 0 to 9',
  ROLL_SECRET: '32 characters or more, the same for ever; or leave it out',
  ANTIVIRUS_COMMAND:
    'a program that reads a file on its input and ends with 0 when it is clean, such as clamdscan -',
}

/**
 * Reads the settings from the environment and the chosen world. A bad one is answered by sentences that name the
 * setting and say what it should be.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  chosen: { readonly world?: WorldName | undefined } = {},
): Result<Settings, readonly string[]> {
  const read = environment.safeParse(env)
  if (!read.success) return refuse(read.error.issues.map((issue) => complaint(issue, env)))
  const values = read.data
  const world = chosen.world ?? (values.DATABASE_URL ? 'empty' : 'town')
  const shownHost = values.HOST === '0.0.0.0' || values.HOST === '::' ? 'localhost' : values.HOST
  return ok({
    world,
    folder: path.resolve(values.FAIRE_COMMUNE_DATA, world),
    databaseUrl: values.DATABASE_URL ?? null,
    host: values.HOST,
    port: values.PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://${shownHost}:${values.PORT}`).replace(/\/$/, ''),
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    trustedProxies: values.TRUSTED_PROXIES,
    rollSecret: values.ROLL_SECRET ?? null,
    antivirusCommand: values.ANTIVIRUS_COMMAND ?? null,
  })
}

function complaint(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0])
  const remedy = remedies[name] ?? issue.message
  return `${name} = ${JSON.stringify(hidden(name, env[name]))}: ${remedy}`
}

/** Passwords inside an address never reach a screen or a log. */
function hidden(name: string, value: string | undefined): string | undefined {
  if (name.endsWith('_SECRET')) return '***'
  return name.endsWith('_URL') ? value?.replace(/\/\/[^@/]*@/, '//***@') : value
}
