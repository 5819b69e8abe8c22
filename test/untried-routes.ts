/** A route of a module, and an address that a matrix of rights tried, alike: `GET /services-partages/:code`. */
export interface Route {
  readonly method: string
  readonly path: string
}

/**
 * Routes that no tried address reaches: a matrix of rights is whole when there is none. An address reaches the route that names
 * most of it, as the router does: `/services-partages/nouveau` is no `/services-partages/:code`.
 */
export function untriedRoutes(routes: readonly Route[], tried: readonly Route[]): string[] {
  const reached = new Set(
    tried.map(({ method, path }) => {
      const plain = path.split('?')[0] ?? ''
      const matches = routes.filter((route) => route.method === method && patternOf(route.path).test(plain))
      return nameOf(matches.toSorted((a, b) => parameters(a) - parameters(b))[0])
    }),
  )
  return [...new Set(routes.map(nameOf))].filter((name) => !reached.has(name)).sort()
}

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}$`)
}

function parameters({ path }: Route): number {
  return path.split(':').length
}

function nameOf(route: Route | undefined): string {
  return route ? `${route.method} ${route.path}` : ''
}
