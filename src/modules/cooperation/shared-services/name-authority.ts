import { ok, type Result, refuse } from '#kernel/result.ts'
import { authorityCatalogue } from '#modules/cooperation/authorities/authorities.public.ts'
import type { PartyDraft } from './shared-services.rules.ts'

/** A real authority by its INSEE code or SIREN; another by its name. */
export function nameAuthority(
  name: string,
  code: string,
  isFictional: boolean,
): Result<Pick<PartyDraft, 'name' | 'authority'>, 'authority_unknown'> {
  if (code === '' || isFictional)
    return name === '' ? refuse('authority_unknown') : ok({ name, authority: null })
  const number = code.replaceAll(/\s/g, '').toUpperCase()
  const found = authorityCatalogue()
    .search(number, null, 10)
    .find((each) => each.code === number || each.siren === number)
  return found
    ? ok({ name: found.name, authority: { kind: found.kind, code: found.code } })
    : refuse('authority_unknown')
}
