/** What an address says that its point does not: nothing, another commune, or a point outside the territory. */
export type AddressDoubt = 'outside' | 'other_postcode' | null

/**
 * Whether the postcode of an address is one of the commune that its point is in. `postcodes` are those of the commune,
 * empty where they are not known. A CEDEX has postcodes of its own (La Poste): it is no contradiction.
 */
export function doubtOf(
  address: { readonly postcode: string; readonly city: string },
  isInTerritory: boolean,
  postcodes: readonly string[],
): AddressDoubt {
  if (!isInTerritory) return 'outside'
  const postcode = address.postcode.replaceAll(/\s/g, '')
  const isUnknown = postcode === '' || postcodes.length === 0 || /\bcedex\b/i.test(address.city)
  return isUnknown || postcodes.includes(postcode) ? null : 'other_postcode'
}
