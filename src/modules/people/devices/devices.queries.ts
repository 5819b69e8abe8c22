import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Device } from './devices.rules.ts'

const columns = [
  'device_passwords.id',
  'device_passwords.account_id',
  'device_passwords.label',
  'device_passwords.made_at',
  'device_passwords.last_used_on',
  'device_passwords.revoked_at',
] as const

interface DeviceRow {
  readonly id: string
  readonly account_id: string
  readonly label: string
  readonly made_at: Date
  readonly last_used_on: string | null
  readonly revoked_at: Date | null
}

function readDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    accountId: row.account_id,
    label: row.label,
    madeAt: row.made_at,
    lastUsedOn: row.last_used_on === null ? null : calendarDate(row.last_used_on),
    revokedAt: row.revoked_at,
  }
}

/** Devices of a person whose password is good, the latest first. */
export async function listDevices(db: Database, accountId: string): Promise<Device[]> {
  const rows = await db
    .selectFrom('device_passwords')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(readDevice)
}

export interface OwnedDevice extends Device {
  readonly owner: string
}

/** Devices of everybody, by person; those whose password was taken back are at the end of each. */
export async function listAllDevices(
  db: Database,
  page: { readonly from: number; readonly size: number },
): Promise<{ readonly devices: readonly OwnedDevice[]; readonly count: number }> {
  const all = db.selectFrom('device_passwords').innerJoin('accounts', 'accounts.id', 'account_id')
  const [rows, counted] = await Promise.all([
    all
      .select([...columns, 'accounts.name as owner'])
      .orderBy('accounts.name')
      .orderBy('revoked_at', (order) => order.desc().nullsFirst())
      .orderBy('made_at', 'desc')
      .orderBy('device_passwords.id')
      .offset(page.from)
      .limit(page.size)
      .execute(),
    all.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return {
    devices: rows.map((row) => ({ ...readDevice(row), owner: row.owner })),
    count: Number(counted.count),
  }
}

export interface DeviceSummary {
  /** Passwords that open something. */
  readonly open: number
  /** Of those, how many were not used since that day, or never. */
  readonly idle: number
}

export async function summariseDevices(db: Database, since: CalendarDate): Promise<DeviceSummary> {
  const { rows } = await sql<DeviceSummary>`
    select count(*) as open,
      count(*) filter (where coalesce(last_used_on, (made_at at time zone 'Europe/Paris')::date) < ${since}::date) as idle
    from device_passwords where revoked_at is null`.execute(db)
  return rows[0] ?? { open: 0, idle: 0 }
}

/** Whether that person has that device, whether its password is good or not. */
export async function findOwnedDevice(db: Database, id: string): Promise<OwnedDevice | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('device_passwords')
    .innerJoin('accounts', 'accounts.id', 'account_id')
    .select([...columns, 'accounts.name as owner'])
    .where('device_passwords.id', '=', id)
    .executeTakeFirst()
  return row ? { ...readDevice(row), owner: row.owner } : null
}

/** Makes whoever adds a device to that account go one after another. */
export async function lockAccount(tx: Database, accountId: string): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().execute()
}

export async function countDevices(db: Database, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('device_passwords')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertDevice(
  db: Database,
  device: {
    readonly accountId: string
    readonly label: string
    readonly secretHash: string
    readonly madeAt: Date
  },
): Promise<void> {
  await db
    .insertInto('device_passwords')
    .values({
      account_id: device.accountId,
      label: device.label,
      secret_hash: device.secretHash,
      made_at: device.madeAt,
    })
    .execute()
}

/** Takes the password back; false when it was already. */
export async function markRevoked(
  db: Database,
  id: string,
  by: { readonly accountId: string; readonly at: Date },
): Promise<boolean> {
  const result = await db
    .updateTable('device_passwords')
    .set({ revoked_at: by.at, revoked_by: by.accountId })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The device that this password opens for whoever has that address. One question, whether the account exists or not. */
export async function findDeviceBySecret(
  db: Database,
  email: string,
  secretHash: string,
): Promise<Device | null> {
  const row = await db
    .selectFrom('device_passwords')
    .innerJoin('accounts', 'accounts.id', 'account_id')
    .select(columns)
    .where('secret_hash', '=', secretHash)
    .where('accounts.email', '=', email)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ? readDevice(row) : null
}

export async function markUsed(db: Database, id: string, on: CalendarDate): Promise<void> {
  await db.updateTable('device_passwords').set({ last_used_on: on }).where('id', '=', id).execute()
}
