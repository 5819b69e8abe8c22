import type { Hono } from 'hono'
import type { Spot } from '#modules/partnership/territory/territory.public.ts'
import { spotOf } from '#modules/partnership/territory/territory.public.ts'
import { type AppEnv, showToAll, type WebContext } from '#web/respond.ts'
import { pageSize } from './directory.queries.ts'
import { filterOf, openChoices, wanted } from './directory-question.ts'
import { moved, moves, spotUnder, type View, viewOn, viewWithin } from './map.rules.ts'
import { drawView, type MapContent, mostPlaces, openMap, viewOfMarker } from './map-drawing.ts'
import { degreesOf, type Ground } from './map-ground.ts'
import { viewInput } from './organisations.inputs.ts'
import { type DirectoryFilter, type MapAddress, organisationsPaths } from './organisations.paths.ts'
import { canKeepDirectory } from './organisations.permissions.ts'
import { type DrawnMap, MapPage } from './views/map-page.tsx'

/** The map: drawn here, each view at an address of its own, so that it moves and zooms by links too. */
export function addMapRoutes(app: Hono<AppEnv>): void {
  const readChoices = openChoices()
  const readMap = openMap()

  app.get('/organisations/carte', async (c) => {
    const { context } = c.var
    const filter = { ...filterOf(c), after: undefined }
    const content = await readMap({ ...context, filter: wanted(filter) })
    return showToAll(c, MapPage, {
      filter,
      map:
        content.ground && content.places.length + content.ground.communes.length > 0
          ? drawnMap(c, filter, content, content.ground)
          : null,
      unplaced: content.unplaced,
      isCut: content.places.length === mostPlaces,
      canKeep: canKeepDirectory(context.actor),
      ...(await readChoices(context)),
    })
  })
}

function drawnMap(c: WebContext, filter: DirectoryFilter, content: MapContent, ground: Ground): DrawnMap {
  const { sheet } = ground
  const asked = viewInput.parse(c.req.query())
  const view = viewOf(asked, ground, filter.commune)
  const addressOf = (to: View, page?: number) => organisationsPaths.map(filter, { ...at(ground, to), page })
  const { shapes, markers, places } = drawView(content, ground, view)
  const pages = Math.max(1, Math.ceil(places.length / pageSize))
  const page = Math.min(asked.page, pages)
  return {
    view,
    sheet,
    source: ground.source,
    shapes,
    chosen: filter.commune ?? null,
    communes: new Map(ground.communes.map(({ code, name }) => [code, name])),
    markers: markers.map((marker) => ({
      ...marker,
      href:
        marker.places.length === 1
          ? organisationsPaths.show(marker.places[0]?.id ?? '')
          : addressOf(viewOfMarker(sheet, view, marker)),
    })),
    controls: moves.map((move) => {
      const to = moved(sheet, view, move)
      return { move, href: to && addressOf(to) }
    }),
    places: places.slice((page - 1) * pageSize, page * pageSize),
    count: places.length,
    all: content.places.length,
    first: page > 1 ? addressOf(view) : null,
    next: page < pages ? addressOf(view, page + 1) : null,
  }
}

interface Asked {
  readonly niveau?: number | undefined
  readonly lat?: number | undefined
  readonly lon?: number | undefined
}

/** The view that an address asks for; where it asks for none, the commune that the list is about. */
function viewOf({ niveau, lat, lon }: Asked, { sheet, communes }: Ground, commune: string | undefined): View {
  const chosen = communes.find(({ code }) => code === commune)
  if (niveau === undefined && chosen) return viewOn(sheet, chosen.box)
  const middle: Spot | null = lat === undefined || lon === undefined ? null : spotOf({ lat, lon })
  return viewWithin(sheet, { level: niveau ?? 0, middle })
}

function at({ sheet }: Ground, view: View): MapAddress {
  return { level: view.level, middle: degreesOf(spotUnder(sheet, view)) }
}
