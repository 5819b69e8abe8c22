import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { importOutlines } from '#modules/partnership/organisations/organisations.public.ts'
import type { territoryFile } from '../../db/worlds/world-files.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

/** Brings the outlines of a world as an officer brings a GeoJSON file. */
export async function loadTerritory(
  context: Context,
  { source, communes }: z.infer<typeof territoryFile>,
  people: LoadedPeople,
): Promise<void> {
  const features = communes.map(({ code, name, ring }) => ({
    type: 'Feature',
    properties: { code, nom: name },
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
  }))
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  expected(
    await importOutlines({ ...context, actor: people.holding('agent') }, { text, source }),
    'territory.json',
  )
}
