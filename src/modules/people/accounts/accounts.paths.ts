/** Of the list of accounts: words of a name or an e-mail address, a role held today, and the place where a page begins. */
export interface AccountFilter {
  readonly q?: string | undefined
  readonly role?: string | undefined
  readonly suite?: string | undefined
}

export const accountsPaths = {
  signIn: () => '/connexion',
  signInByPassword: () => '/connexion/mot-de-passe',
  askLink: () => '/connexion/lien',
  link: (token: string) => `/connexion/lien/${encodeURIComponent(token)}`,
  demo: () => '/demonstration',
  signOut: () => '/deconnexion',
  me: () => '/mon-compte',
  password: () => '/mon-compte/mot-de-passe',
  devices: () => '/mon-compte/appareils',
  session: (id: string) => `/mon-compte/sessions/${encodeURIComponent(id)}`,
  accounts: (filter: AccountFilter = {}) => {
    const set = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return set.length === 0 ? '/comptes' : `/comptes?${new URLSearchParams(set)}`
  },
  account: (id: string) => `/comptes/${encodeURIComponent(id)}`,
  roles: (id: string) => `/comptes/${encodeURIComponent(id)}/roles`,
  roleEnd: (id: string, role: string) => `/comptes/${encodeURIComponent(id)}/roles/${role}/fin`,
  outbox: () => '/messages',
}
