import { createHash, randomBytes } from 'node:crypto'
import type { Context, Services } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt, findActor } from '#modules/people/accounts/accounts.public.ts'
import { performAct } from '#modules/people/journal/journal.public.ts'
import { canHaveDevices, roleOverDevices } from './devices.permissions.ts'
import {
  countDevices,
  findDeviceBySecret,
  findOwnedDevice,
  insertDevice,
  lockAccount,
  markRevoked,
  markUsed,
} from './devices.queries.ts'
import { deviceLimits, mostDevices, passwordBytes, passwordOf, typedPassword } from './devices.rules.ts'

export type DevicesRefusal = 'not_found' | 'label_taken' | 'too_many_devices'

/** A password for one more device. It is the only time that anybody sees it. */
export async function addDevice(
  context: Context,
  label: string,
): Promise<Result<{ readonly password: string }, DevicesRefusal>> {
  const { actor, db, clock, log } = context
  if (!actor || !canHaveDevices(actor)) return refuse('not_found')
  const password = passwordOf(randomBytes(passwordBytes))
  try {
    const added = await inTransaction(db, async (tx) => {
      await lockAccount(tx, actor.id)
      if ((await countDevices(tx, actor.id)) >= mostDevices) return refuse('too_many_devices' as const)
      await insertDevice(tx, {
        accountId: actor.id,
        label,
        secretHash: hashOf(password),
        madeAt: clock.now(),
      })
      return ok({ password })
    })
    if (added.ok) log.info({ accountId: actor.id, label }, 'device password made')
    return added
  } catch (error) {
    if (isDuplicate(error)) return refuse('label_taken')
    throw error
  }
}

/** The person takes the password of a device of theirs back: its next request is refused. */
export async function revokeOwnDevice(context: Context, id: string): Promise<Result<null, DevicesRefusal>> {
  const { actor, db, clock, log } = context
  const device = await findOwnedDevice(db, id)
  if (!actor || device?.accountId !== actor.id) return refuse('not_found')
  if (!(await markRevoked(db, id, { accountId: actor.id, at: clock.now() }))) return refuse('not_found')
  log.info({ accountId: actor.id, deviceId: id }, 'device password revoked')
  return ok(null)
}

/** The security officer takes it back for them, by an act: a telephone was lost, somebody left. */
export async function revokeDevice(
  context: Context,
  id: string,
  reason: string,
): Promise<Result<null, DevicesRefusal>> {
  const { actor, db, clock } = context
  const role = roleOverDevices(actor)
  const device = role && (await findOwnedDevice(db, id))
  if (!actor || !role || !device) return refuse('not_found')
  return performAct(
    context,
    {
      act: 'revoke_device',
      subjectKind: 'device',
      subjectId: device.id,
      subjectLabel: `${device.owner} · ${device.label}`,
      role,
      reason,
    },
    async (tx) =>
      (await markRevoked(tx, id, { accountId: actor.id, at: clock.now() })) ? ok(null) : refuse('not_found'),
  )
}

export type DeviceRefusal = 'wrong_password' | 'too_many_attempts'

/**
 * The person whose device sends that password, with the roles of today: whoever left the town has none, and is refused. The
 * answer never says whether the account exists.
 */
export async function signInDevice(
  services: Services,
  attempt: { readonly email: string; readonly password: string; readonly address: string },
): Promise<Result<Actor, DeviceRefusal>> {
  const { db, clock, log } = services
  const email = attempt.email.trim().toLowerCase()
  const device = await findDeviceBySecret(db, email, hashOf(typedPassword(attempt.password)))
  const actor = device && (await findActor(db, device.accountId, clock.today()))
  if (device && actor && canHaveDevices(actor)) {
    if (device.lastUsedOn !== clock.today()) await markUsed(db, device.id, clock.today())
    return ok(actor)
  }
  log.warn({ address: attempt.address }, 'device password refused')
  const isOver = await countAttempt(db, deviceLimits(email, attempt.address), clock.now())
  return refuse(isOver ? 'too_many_attempts' : 'wrong_password')
}

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('base64url')
}
