import { dayInParis } from '#infra/clock.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Town } from '#kernel/town.ts'
import { formatDay } from '#web/formats.ts'
import type { Application } from './applications.rules.ts'
import { type Decision, isGrant } from './awards.rules.ts'
import { type Offer, sumOf } from './calls.rules.ts'
import type { InterestedMember } from './interests.rules.ts'
import { heading, type Paper, type PaperBlock, text } from './paper.rules.ts'

export type Sender = Pick<Town, 'name' | 'isFictional'>

/** How the town names itself at the head of its papers: one that does not exist says so. */
export function senderOf(town: Sender): string {
  return town.isFictional ? `${town.name} (ville fictive)` : town.name
}

export interface DecisionPaper {
  readonly town: Sender
  readonly offer: Offer
  readonly applications: readonly Application[]
  readonly decisions: readonly Decision[]
  readonly interested: readonly InterestedMember[]
}

/** The draft deliberation with its annex: who gets how much, and why the others do not. */
export function deliberationPaper(paper: DecisionPaper): Paper {
  const { offer, applications, decisions } = paper
  const { call, envelopes } = offer
  const granted = decisions.filter(({ kind }) => isGrant(kind))
  const left = decisions.filter(({ kind }) => !isGrant(kind))
  const total = formatEuros(sumOf(granted.map(({ cents }) => cents ?? 0)), 'fr')
  const rowOf = (applicationId: string, last: string) => {
    const application = applications.find(({ id }) => id === applicationId)
    return [
      String(application?.number ?? ''),
      application?.applicantName ?? '',
      application?.title ?? '',
      last,
    ]
  }
  const blocks: PaperBlock[] = [
    heading('Projet de délibération'),
    text(`Objet : ${call.title}, attribution de subventions`),
    text(`Vu ${call.legalBasis} ;`),
    text(`Vu le règlement de l’appel à projets, publié le ${formatDay(dayInParis(call.opensAt), 'fr')} ;`),
    text(
      `Considérant que ${applications.length} candidatures ont été reçues et que le jury a classé celles qui étaient recevables selon les critères publiés ;`,
    ),
    ...interestedBlocks(paper),
    text('Le conseil, après en avoir délibéré, décide :'),
    text(
      `Article 1. Les subventions de l’annexe 1 sont attribuées, pour un total de ${total}, sur ${envelopes.map(({ label, cents }) => `${label} (${formatEuros(cents, 'fr')})`).join(', ')}.`,
    ),
    text('Article 2. Les candidatures de l’annexe 2 ne sont pas retenues, pour les motifs qui y sont dits.'),
    text('Article 3. Le maire signe les conventions.'),
    heading('Annexe 1. Subventions attribuées', true),
    {
      kind: 'table',
      caption: 'Subventions, en euros',
      columns: columnsWith('Montant', true),
      rows: granted.map(({ applicationId, cents }) => rowOf(applicationId, formatEuros(cents ?? 0, 'fr'))),
      total: ['', '', 'Total', total],
    },
    heading('Annexe 2. Candidatures non retenues', true),
    {
      kind: 'table',
      caption: 'Candidatures et motifs',
      columns: columnsWith('Motif', false),
      rows: left.map(({ applicationId, reasons }) => rowOf(applicationId, reasons)),
      total: null,
    },
  ]
  const title = `${call.title} : projet de délibération`
  return { sender: senderOf(paper.town), title, reference: title, blocks, code: null }
}

function columnsWith(last: string, isNumber: boolean) {
  return [
    { text: 'N°', width: 7 },
    { text: 'Organisme', width: 27 },
    { text: 'Projet', width: 34 },
    { text: last, width: 23, isNumber },
  ]
}

function interestedBlocks({ interested, applications }: DecisionPaper): PaperBlock[] {
  if (interested.length === 0) return []
  const nameOf = (id: string) => applications.find((each) => each.id === id)?.applicantName ?? ''
  return [
    text(
      'Élus qui ne prennent part ni à la préparation, ni au débat, ni au vote (CGCT, art. L2131-11 et L1111-6) :',
    ),
    ...interested.map(({ memberName, applicationId, link }) =>
      text(`– ${memberName}, pour ${nameOf(applicationId)} (${link})`),
    ),
  ]
}
