import type { Context } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Result } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { createAccount, createAdministrator, grantRole } from '#modules/people/accounts/accounts.public.ts'
import type { World } from '../../db/worlds/world-files.ts'

type Person = World['accounts'][number]

/** Accounts of a world that were written, to act under their names. */
export interface LoadedPeople {
  /** Whoever holds the role in that world. */
  holding(role: Role): Actor
}

/**
 * Opens the accounts of a world as a real town does: the server makes the first administrator, who opens the others;
 * each role is given by an act, on the day `since`.
 */
export async function loadAccounts(
  now: Context,
  people: readonly Person[],
  since: CalendarDate,
): Promise<LoadedPeople> {
  const context = { ...now, clock: { ...now.clock, today: () => since } }
  const first = assertDefined(
    people.find((person) => person.roles.includes('administrator')),
    'every world has an administrator',
  )
  const loaded: Actor[] = []
  const created = expected(await createAdministrator(context, first), first.email)
  const administrator = { ...context, actor: { ...created, roles: new Set(first.roles) } }
  for (const person of people) {
    const account =
      person === first ? created : expected(await createAccount(administrator, formOf(person)), person.email)
    const roles = person.roles.filter((role) => person !== first || role !== 'administrator')
    for (const role of roles)
      expected(await grantRole(administrator, account.id, { role, debut: since }), person.email)
    loaded.push({ ...account, roles: new Set(person.roles) })
  }
  return {
    holding: (role) =>
      assertDefined(
        loaded.find((actor) => actor.roles.has(role)),
        `every world has a ${role}`,
      ),
  }
}

function formOf(person: Person) {
  return { nom: person.name, courriel: person.email, fonction: person.title }
}

/** The files of the demo worlds are ours and tested: a refusal is a defect. */
export function expected<Value>(result: Result<Value, unknown>, what: string): Value {
  if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result.refusal)}`)
  return result.value
}
