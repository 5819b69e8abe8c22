import type { Hono } from 'hono'
import {
  type AcceptedProposal,
  listAcceptedProposals,
} from '#modules/participation/proposals/proposals.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { refusedAct, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { canEditEdition } from './budgets.permissions.ts'
import { addProjects, visibleOffer } from './editions.actions.ts'
import type { Offer } from './editions.rules.ts'
import type { ProjectDraft } from './projects.queries.ts'
import { ProposalsPage } from './views/proposals-page.tsx'

export function addProposalRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/propositions', async (c) => {
    const offer = await editableOffer(c)
    return offer ? showProposals(c, offer, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/propositions', async (c) => {
    const offer = await editableOffer(c)
    if (!offer) return c.notFound()
    const values = await readForm(c)
    const chosen = new Set((values.proposition ?? '').split(','))
    const taken = ((await findOpen(c, offer)) ?? []).filter((proposal) => chosen.has(proposal.id))
    if (taken.length === 0) {
      const state = { values, errors: { proposition: words(c)('error.choice') } }
      return showProposals(c, offer, state, 422)
    }
    const drafts = taken.map((proposal) => draftOf(proposal, offer))
    const result = await addProjects(c.var.context, offer.edition.code, drafts)
    if (!result.ok) return showProposals(c, offer, refusedAct(c, values, result.refusal), 422)
    return goTo(c, budgetsPaths.show(offer.edition.code), words(c)('done.taken', { count: taken.length }))
  })
}

async function editableOffer(c: WebContext): Promise<Offer | null> {
  const offer = await visibleOffer(c.var.context, c.req.param('code') ?? '')
  return offer && canEditEdition(c.var.context.actor, offer.edition.status) ? offer : null
}

/** Accepted proposals with a cost that the services verified, but those that are projects already. */
async function findOpen(c: WebContext, { edition, projects }: Offer): Promise<AcceptedProposal[] | null> {
  if (edition.processId === null) return null
  const known = new Set(projects.map((project) => project.proposalId))
  const accepted = await listAcceptedProposals(c.var.context.db, edition.processId)
  return accepted.filter((proposal) => proposal.cents > 0 && !known.has(proposal.id))
}

/** A proposal of a district that counts apart goes there; others go to the first area, where an agent may move them. */
function draftOf(proposal: AcceptedProposal, { areas }: Offer): ProjectDraft {
  const own = areas.find((area) => area.districtId !== null && area.districtId === proposal.districtId)
  return {
    area: own?.number ?? areas[0]?.number ?? 1,
    title: proposal.title,
    description: proposal.body.slice(0, 4000),
    place: '',
    costCents: proposal.cents,
    proposalId: proposal.id,
  }
}

async function showProposals(
  c: WebContext,
  offer: Offer,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  return show(c, ProposalsPage, { offer, proposals: await findOpen(c, offer), state }, status)
}
