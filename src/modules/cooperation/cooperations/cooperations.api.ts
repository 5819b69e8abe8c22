import type { Hono } from 'hono'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { AppEnv } from '#web/respond.ts'
import { filterInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { findCooperation, listCooperations } from './cooperations.queries.ts'
import {
  asPublished,
  type Cooperation,
  directionOf,
  isPublic,
  latestRound,
  presentParties,
} from './cooperations.rules.ts'
import type { Council } from './life.rules.ts'
import { listCouncils } from './preparation.queries.ts'
import { listReviews, type Review } from './work.queries.ts'

/** Open data: what everybody may read of cooperations, whoever asks. */
export function addCooperationsApi(app: Hono<AppEnv>): void {
  app.get('/api/v1/cooperations', async (c) => {
    const { db, settings, town, clock } = c.var.context
    const { etat, profondeur, sens, q, suite } = filterInput.parse(c.req.query())
    const today = clock.today()
    const listed = { status: etat, depth: profondeur, direction: sens, search: q, after: suite }
    const { rows, next } = await listCooperations(db, listed, { authorities: [], today }, false)
    const address = { etat, profondeur, sens, q }
    return c.json({
      fictional: town.isFictional,
      cooperations: rows.map((row) => rowJson(asPublished(row), settings.publicUrl, today)),
      next: next && `${settings.publicUrl}${cooperationsPaths.api({ ...address, suite: next })}`,
    })
  })

  app.get('/api/v1/cooperations/:slug', async (c) => {
    const { db, settings, town, clock } = c.var.context
    const found = await findCooperation(db, c.req.param('slug'))
    if (!found || !isPublic(found, clock.today())) return c.json({ error: 'not_found' }, 404)
    const cooperation = asPublished(found)
    const councils = await listCouncils(db, found.id, latestRound(cooperation)?.number ?? 0)
    return c.json({
      fictional: town.isFictional,
      ...rowJson(cooperation, settings.publicUrl, clock.today()),
      ...termsJson(cooperation),
      councils: councils.flatMap((council) => councilJson(cooperation, council)),
      reviews: (await listReviews(db, found.id)).map(reviewJson),
    })
  })
}

function rowJson(cooperation: Cooperation, publicUrl: string, today: CalendarDate) {
  const round = latestRound(cooperation)
  return {
    slug: cooperation.slug,
    url: `${publicUrl}${cooperationsPaths.show(cooperation.slug)}`,
    title: cooperation.title,
    theme: cooperation.theme,
    summary: cooperation.summary,
    status: cooperation.status,
    direction: directionOf(presentParties(cooperation, today)),
    depth: round?.depth,
    legal_kind: round?.legalKind,
    signed_on: round?.signedOn ?? null,
    effect_on: round?.effectOn ?? null,
    ended_on: round?.endedOn ?? null,
    parties: cooperation.parties.map((party) => ({
      kind: party.kind,
      code: party.code,
      name: party.name,
      role: party.role,
      lead_field: party.leadField,
      funding_percent: party.fundingBp / 100,
      joined_on: party.joinedOn,
      left_on: party.leftOn,
    })),
  }
}

function termsJson(cooperation: Cooperation) {
  const round = latestRound(cooperation)
  return {
    term: {
      kind: round?.term ?? null,
      months: round?.termMonths ?? null,
      renewal_months: round?.renewalMonths ?? null,
      most_renewals: round?.mostRenewals ?? null,
      notice_months: round?.noticeMonths ?? null,
      reconfirmed_after_elections: round?.reconfirms ?? false,
    },
    exit: {
      clause: round?.exitClause ?? '',
      notice_months: round?.exitNoticeMonths ?? null,
      cost_cents: round?.exitCostCents ?? 0,
    },
    yearly_cents: round?.yearlyCents ?? 0,
  }
}

function councilJson({ parties }: Cooperation, { partyId, outcome, number, decidedOn }: Council) {
  const party = parties.find(({ id }) => id === partyId)
  return party ? [{ party: party.name, outcome, number, decided_on: decidedOn }] : []
}

function reviewJson({ year, heldOn, results, difficulties, decision }: Review) {
  return { year, held_on: heldOn, results, difficulties, decision }
}
