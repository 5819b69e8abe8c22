import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { partyOutcomes } from './outcomes.rules.ts'
import { reviewYear, writeResult } from './reviews.actions.ts'
import { listResults } from './reviews.queries.ts'
import type { OpenFile } from './service-file.ts'
import { resultForm, seenField, seenIn, withSeen } from './shared-service-forms.ts'
import { changedForm, opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { resultInput, reviewInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canWriteOwn, roleForReview } from './shared-services.permissions.ts'
import type { Party } from './shared-services.rules.ts'
import { yearOfAddress } from './statements.routes.ts'
import { ResultPage, ReviewPage } from './views/review-pages.tsx'

/** After a statement: what each party says of its year, and the review that measures it. */
export function addReviewRoutes(app: Hono<AppEnv>): void {
  const own = '/services-partages/:code/suivi/:annee/:partie' as const

  app.get(own, async (c) => {
    const found = await ownYear(c)
    if (!found) return c.notFound()
    const { open, party, year } = found
    const said = open.file.results.find((result) => result.partyId === party.id && result.year === year)
    return show(c, ResultPage, {
      file: open.file,
      party,
      year,
      state: withSeen(said ? resultForm(said) : emptyForm),
    })
  })

  app.post(own, async (c) => {
    const found = await ownYear(c)
    if (!found) return c.notFound()
    const { open, party, year } = found
    const { file } = open
    const values = await readForm(c)
    const showForm = (state: FormState, status: 409 | 422) =>
      show(c, ResultPage, { file, party, year, state }, status)
    const input = resultInput.safeParse(values)
    if (!input.success) return showForm(refusedInput(c, values, input.error), 422)
    const { code } = file.service
    const result = await writeResult(c.var.context, code, year, party.reference, input.data, seenIn(values))
    if (result.ok) return goTo(c, paths.review(code, year), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal !== 'changed_meanwhile')
      return showForm(refusedAct(c, values, result.refusal), statusOf(result.refusal))
    const now = (await ownYear(c))?.open.file.results.find(
      (each) => each.partyId === party.id && each.year === year,
    )
    const stored = withSeen(now ? resultForm(now) : emptyForm).values
    const options = { typed: resultForm(input.data).values, token: seenField }
    const state = changedForm(c, values, stored, options)
    return state ? showForm(state, 409) : goTo(c, paths.review(code, year), words(c)('done.saved'))
  })

  app.get('/services-partages/:code/revues/:annee', (c) => showReview(c, emptyForm))

  app.post('/services-partages/:code/revues/:annee', async (c) => {
    const open = await opened(c)
    const year = yearOfAddress(c)
    if (!open || year === null || roleForReview(c.var.context.actor) === null) return c.notFound()
    const values = await readForm(c)
    const input = reviewInput.safeParse(values)
    if (!input.success) return showReview(c, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await reviewYear(c.var.context, code, year, input.data)
    if (result.ok) return goTo(c, paths.review(code, year), words(c)('done.reviewed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showReview(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

interface OwnYear {
  readonly open: OpenFile
  readonly party: Party
  readonly year: number
}

/** The party and the stated year of the address, when this person writes for that party. */
async function ownYear(c: WebContext): Promise<OwnYear | null> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  const party = open?.file.parties.find(({ reference }) => reference === c.req.param('partie'))
  if (!open || !party || year === null || !canWriteOwn(c.var.context.actor, open.standing, party.id))
    return null
  const statement = open.file.statements.find((each) => each.year === year)
  return statement?.shares.some(({ partyId }) => partyId === party.id) ? { open, party, year } : null
}

async function showReview(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  if (!open || year === null) return c.notFound()
  const { file, standing } = open
  const statement = file.statements.find((each) => each.year === year)
  if (!statement) return c.notFound()
  const counted = new Set(statement.shares.map(({ partyId }) => partyId))
  const { actor, db } = c.var.context
  // Who has said is known to all; what they said is not.
  const said = new Set(
    (await listResults(db, [file.service.id])).flatMap((each) => (each.year === year ? [each.partyId] : [])),
  )
  return show(
    c,
    ReviewPage,
    {
      file,
      year,
      review: file.reviews.find((review) => review.year === year) ?? null,
      awaited: file.parties.filter(({ id }) => counted.has(id) && !said.has(id)),
      outcomes: file.parties.map((party) => ({
        party,
        outcomes: partyOutcomes(file, party.id).filter((outcome) => outcome.year === year),
      })),
      canReview: roleForReview(actor) !== null,
      isOfTheTown: standing.isOfTheTown,
      writable: new Set(
        file.parties.filter(({ id }) => canWriteOwn(actor, standing, id)).map(({ id }) => id),
      ),
      state,
    },
    status,
  )
}
