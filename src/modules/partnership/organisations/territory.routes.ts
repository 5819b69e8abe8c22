import type { Hono } from 'hono'
import { authorityCatalogue } from '#modules/cooperation/authorities/authorities.public.ts'
import {
  codeNames,
  countCommunes,
  findOutlineSource,
  mostCommunes,
  nameNames,
  type OutlineFault,
} from '#modules/partnership/territory/territory.public.ts'
import { fileOf } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { doubtOf } from './commune-check.rules.ts'
import { listLocatedPlaces } from './located.queries.ts'
import { words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canImportOrganisations } from './organisations.permissions.ts'
import { importOutlines, removeOutlines } from './territory.actions.ts'
import { TerritoryPage } from './views/territory-page.tsx'

/** The outlines of the territory: brought in one file, taken away, and the places whose point and address may not agree. */
export function addTerritoryRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/territoire', (c) =>
    canImportOrganisations(c.var.context.actor) ? page(c, emptyForm, [], 200) : c.notFound(),
  )

  app.post('/organisations/territoire', async (c) => {
    if (!canImportOrganisations(c.var.context.actor)) return c.notFound()
    const t = words(c)
    const values = await readForm(c)
    const bytes = await fileOf(c, 'fichier')
    const source = filled(200).safeParse(values.source)
    const errors = {
      ...(source.success ? {} : { source: t('territory.no_source') }),
      ...(bytes ? {} : { fichier: t('territory.no_file') }),
    }
    if (!source.success || !bytes) return page(c, { values, errors }, [], 422)
    const done = await importOutlines(c.var.context, {
      text: new TextDecoder().decode(bytes),
      source: source.data,
    })
    if (done.ok)
      return goTo(c, organisationsPaths.territory(), t('territory.done', { count: done.value.communes }))
    if (done.refusal === 'not_found') return c.notFound()
    const state = { values, errors: { fichier: t('territory.refused', { count: done.refusal.length }) } }
    return page(c, state, done.refusal, 422)
  })

  app.post('/organisations/territoire/retrait', async (c) => {
    const removed = await removeOutlines(c.var.context)
    return removed.ok ? goTo(c, organisationsPaths.territory(), words(c)('territory.removed')) : c.notFound()
  })
}

/** Rows that somebody mends one by one. */
const mostShown = 100

async function page(
  c: WebContext,
  state: FormState,
  faults: readonly OutlineFault[],
  status: 200 | 422,
): Promise<Response> {
  const { db } = c.var.context
  const located = await listLocatedPlaces(db)
  const catalogue = authorityCatalogue()
  const doubts = located.flatMap((place) => {
    const postcodes = place.commune ? (catalogue.find('commune', place.commune.code)?.postcodes ?? []) : []
    const doubt = doubtOf(place, place.commune !== null, postcodes)
    return doubt ? [{ place, doubt, postcodes }] : []
  })
  const props = {
    source: await findOutlineSource(db),
    communes: await countCommunes(db),
    located: located.length,
    doubts: doubts.slice(0, mostShown),
    doubtCount: doubts.length,
    faults: faults.slice(0, mostShown),
    limits: { codes: codeNames.join(', '), names: nameNames.join(', '), most: mostCommunes },
    state,
  }
  return show(c, TerritoryPage, props, status)
}
