import type { Town } from '#kernel/town.ts'

/** What an empty world is called until `faire-commune world set-town` names it. */
export const placeholderTown: Town = {
  name: 'Commune à nommer',
  siren: '000000000',
  population: 1,
  departmentCode: '00',
  inseeCode: null,
  colour: '#1d5b6b',
  isFictional: false,
  isDemo: false,
  neighbourCodes: [],
  intermunicipalSiren: null,
}

export function isPlaceholder(town: Town): boolean {
  return town.siren === placeholderTown.siren
}
