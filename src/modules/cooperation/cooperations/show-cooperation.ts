import { isOfTheTown } from '#kernel/actor.ts'
import { findMeasureName, measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { isFrozen } from './cooperations.actions.ts'
import {
  actsOpenTo,
  canPrepare,
  canSeeExposure,
  canTest,
  roleForParty,
  roleOfReviewer,
  type Standpoint,
} from './cooperations.permissions.ts'
import { type Cooperation, latestRound, needsCouncils, presentParties } from './cooperations.rules.ts'
import { datesOf } from './dates.queries.ts'
import { type CooperationAct, type Lack, lacksOf, nextRoundNumber } from './life.rules.ts'
import { getPreparation, listOptions } from './preparation.queries.ts'
import { listToldActs } from './told-acts.queries.ts'
import { CooperationPage } from './views/cooperation-page.tsx'
import { listReviews } from './work.queries.ts'

/** The page of one cooperation, as far as this person may read it. */
export async function showCooperation(
  c: WebContext,
  slug: string,
  state: FormState = emptyForm,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { context } = c.var
  const readable = await findReadable(context, slug)
  if (!readable) return c.notFound()
  const { cooperation, standpoint, access } = readable
  const { db, actor, clock } = context
  const prepared = await getPreparation(db, cooperation)
  const round = latestRound(cooperation)
  const open = access === 'town' ? actsOpenTo(actor, cooperation) : []
  const history = await listToldActs(db, cooperation.id)
  return show(
    c,
    CooperationPage,
    {
      cooperation,
      access,
      measure: await measureOf(c, cooperation),
      options:
        access === 'public'
          ? []
          : await listOptions(db, cooperation.id, round?.number ?? nextRoundNumber(cooperation)),
      legal:
        round === null || access === 'public'
          ? null
          : { slug, round, tests: prepared.tests, canTest: canTest(actor, cooperation) },
      councils:
        round === null || !needsCouncils(round)
          ? null
          : { cooperation, councils: prepared.councils, speakFor: speaksFor(standpoint, cooperation) },
      documents: access === 'public' ? [] : prepared.documentList,
      reviews: await listReviews(db, cooperation.id),
      deadlines: await datesOf(db, cooperation, clock.today()),
      today: clock.today(),
      acts: { open, lacks: lacksOfAll(open, cooperation, prepared), state },
      history: access === 'public' ? history.filter(({ act }) => publicActs.has(act)) : history,
      can: {
        prepare: access === 'town' && canPrepare(actor, cooperation),
        writeTerms: !isFrozen(cooperation),
        seeExposure: canSeeExposure(actor),
        review: cooperation.status === 'running' && roleOfReviewer(actor) !== null,
        speakFor: speaksFor(standpoint, cooperation),
      },
      state,
    },
    status,
  )
}

/** What everybody reads of the history: what was decided, not how it was prepared. */
const publicActs: ReadonlySet<string> = new Set([
  'council_adopted',
  'council_refused',
  'sign',
  'start',
  'renew',
  'leave',
  'review',
  'end',
])

/** Parties whose council, departure and publication the person writes. */
export function speaksFor(standpoint: Standpoint, cooperation: Cooperation): ReadonlySet<string> {
  return new Set(
    presentParties(cooperation, standpoint.today)
      .filter((party) => roleForParty(standpoint, cooperation, party) !== null)
      .map(({ id }) => id),
  )
}

function lacksOfAll(
  open: readonly CooperationAct[],
  cooperation: Cooperation,
  prepared: Parameters<typeof lacksOf>[2],
): Readonly<Partial<Record<CooperationAct, readonly Lack[]>>> {
  return Object.fromEntries(open.map((act) => [act, lacksOf(act, cooperation, prepared)]))
}

const publicMeasures: readonly string[] = ['decided', 'running', 'closed']

/** A measure in preparation stays inside the town, even when a cooperation names it. */
async function measureOf(c: WebContext, { measureId }: Cooperation) {
  const { db, actor } = c.var.context
  const measure = await findMeasureName(db, measureId)
  return measure && (isOfTheTown(actor) || publicMeasures.includes(measure.status))
    ? { title: measure.title, href: measuresPaths.show(measure.code) }
    : null
}
