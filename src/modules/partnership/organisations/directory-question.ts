import type { Context } from '#infra/context.ts'
import { whileUnchanged } from '#infra/while-unchanged.ts'
import type { WebContext } from '#web/respond.ts'
import type { OrganisationFilter } from './directory.queries.ts'
import { type CommuneChoice, listCommuneChoices } from './located.queries.ts'
import { filterInput } from './organisations.inputs.ts'
import type { DirectoryFilter } from './organisations.paths.ts'
import type { Topic } from './record.rules.ts'
import { listDistrictChoices, listTopics } from './sheet.queries.ts'

/** What the filters of the directory offer. */
export interface DirectoryChoices {
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly communes: readonly CommuneChoice[]
}

/** The same for everybody: whoever asks shares them while nothing is written. */
export function openChoices(): (context: Context) => Promise<DirectoryChoices> {
  return whileUnchanged(
    () => '',
    async ({ db }: Context) => ({
      topics: await listTopics(db),
      districts: await listDistrictChoices(db),
      communes: await listCommuneChoices(db),
    }),
  )
}

export function filterOf(c: WebContext): DirectoryFilter {
  const { q, etat, theme, quartier, commune, suite } = filterInput.parse(c.req.query())
  return {
    search: q,
    status: etat === 'fermee' ? 'closed' : etat,
    topic: theme,
    district: quartier,
    commune,
    after: suite,
  }
}

export function wanted(filter: DirectoryFilter): OrganisationFilter {
  const { search = '', status, topic, district, commune, after } = filter
  return {
    search,
    status: status ?? null,
    topic: topic || null,
    district: district || null,
    commune: commune || null,
    after: after ?? null,
    id: null,
  }
}
