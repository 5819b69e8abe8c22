import { accountsPaths } from '#modules/people/accounts/accounts.public.ts'

export const devicesPaths = {
  mine: accountsPaths.devices,
  revokeMine: (id: string) => `${accountsPaths.devices()}/${encodeURIComponent(id)}/retrait`,
  /** `after` so many of them. */
  all: (after = 0) => (after === 0 ? '/appareils' : `/appareils?apres=${after}`),
  one: (id: string) => `/appareils/${encodeURIComponent(id)}`,
  revoke: (id: string) => `/appareils/${encodeURIComponent(id)}/retrait`,
}
