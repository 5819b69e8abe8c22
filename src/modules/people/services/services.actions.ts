import type { Context } from '#infra/context.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { writeServiceHours } from './service-hours.queries.ts'
import { faultOfHours, type HoursFault, type ServiceHours } from './service-hours.rules.ts'
import { canArrangeServices, canSetHours } from './services.permissions.ts'
import { findService, insertService, type Service, setMembers } from './services.queries.ts'

export interface NewService {
  readonly code: string
  readonly name: string
  readonly managerId: string | null
  readonly memberIds: readonly string[]
}

/** Opens a service with those who work in it; whoever worked elsewhere works there no more. */
export async function openService(
  context: Context,
  service: NewService,
): Promise<Result<Service, 'not_found' | 'service_exists'>> {
  if (!canArrangeServices(context.actor)) return refuse('not_found')
  try {
    return await context.db.transaction().execute(async (tx) => {
      const opened = await insertService(tx, service)
      await setMembers(tx, opened.id, service.memberIds)
      return ok(opened)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('service_exists')
    throw error
  }
}

/** Says when the people of that service work and may be reached. */
export async function setServiceHours(
  { db, actor }: Context,
  code: string,
  hours: ServiceHours,
): Promise<Result<null, 'not_found' | HoursFault>> {
  const service = await findService(db, code)
  if (!service || !canSetHours(actor, service)) return refuse('not_found')
  const fault = faultOfHours(hours)
  if (fault) return refuse(fault)
  await writeServiceHours(db, service.id, hours)
  return ok(null)
}
