import { z } from 'zod'
import type { Authority } from './authorities.rules.ts'

/** The files of `@etalab/decoupage-administratif`: code of the INSEE (COG), bodies of the DGCL, postcodes of La Poste. */
export const communesFile = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    type: z.string(),
    departement: z.string().optional(),
    region: z.string().optional(),
    siren: z.string().optional(),
    population: z.number().optional(),
    codesPostaux: z.array(z.string()).optional(),
  }),
)
export const epciFile = z.array(
  z.object({
    code: z.string(),
    nom: z.string(),
    populationMunicipale: z.number(),
    membres: z.array(z.object({ code: z.string(), populationMunicipale: z.number() })),
  }),
)
export const departementsFile = z.array(z.object({ code: z.string(), nom: z.string(), region: z.string() }))
export const regionsFile = z.array(z.object({ code: z.string(), nom: z.string() }))

export interface AuthorityFiles {
  readonly communes: z.infer<typeof communesFile>
  readonly epci: z.infer<typeof epciFile>
  readonly departements: z.infer<typeof departementsFile>
  readonly regions: z.infer<typeof regionsFile>
}

const nobody = {
  siren: null,
  population: null,
  postcodes: [],
  departmentCode: null,
  regionCode: null,
  epciSiren: null,
  memberCodes: [],
} as const

/**
 * One authority for each commune of today (delegated and associated ones, and districts of Paris, Lyon and Marseille, are
 * parts of another), EPCI, département and région. An EPCI is of the département of its most peopled commune.
 */
export function authoritiesOf(files: AuthorityFiles): Authority[] {
  const epciOf = new Map(files.epci.flatMap((epci) => epci.membres.map(({ code }) => [code, epci.code])))
  const communes = files.communes
    .filter((commune) => commune.type === 'commune-actuelle')
    .map((commune) => ({
      ...nobody,
      kind: 'commune' as const,
      code: commune.code,
      name: commune.nom,
      siren: commune.siren ?? null,
      population: commune.population ?? null,
      postcodes: commune.codesPostaux ?? [],
      departmentCode: commune.departement ?? null,
      regionCode: commune.region ?? null,
      epciSiren: epciOf.get(commune.code) ?? null,
    }))
  const communeByCode = new Map(communes.map((commune) => [commune.code, commune]))
  return [
    ...communes,
    ...files.epci.map((epci) => {
      const members = epci.membres.toSorted(
        (one, other) => other.populationMunicipale - one.populationMunicipale,
      )
      const largest = communeByCode.get(members[0]?.code ?? '')
      return {
        ...nobody,
        kind: 'epci' as const,
        code: epci.code,
        name: epci.nom,
        siren: epci.code,
        population: epci.populationMunicipale,
        departmentCode: largest?.departmentCode ?? null,
        regionCode: largest?.regionCode ?? null,
        memberCodes: members.map(({ code }) => code),
      }
    }),
    ...files.departements.map((each) => ({
      ...nobody,
      kind: 'departement' as const,
      code: each.code,
      name: each.nom,
      population: populationOf(communes, (commune) => commune.departmentCode === each.code),
      regionCode: each.region,
    })),
    ...files.regions.map((each) => ({
      ...nobody,
      kind: 'region' as const,
      code: each.code,
      name: each.nom,
      population: populationOf(communes, (commune) => commune.regionCode === each.code),
    })),
  ]
}

/** The sum of its communes; null where none is counted. */
function populationOf(
  communes: readonly Authority[],
  isPart: (commune: Authority) => boolean,
): number | null {
  const counts = communes.filter(isPart).flatMap(({ population }) => population ?? [])
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}
