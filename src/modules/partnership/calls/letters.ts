import { dayInParis } from '#infra/clock.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { formatDay, formatSecond } from '#web/formats.ts'
import type { Application, PieceRequest } from './applications.rules.ts'
import { type Decision, isGrant } from './awards.rules.ts'
import type { Call } from './calls.rules.ts'
import { type Sender, senderOf } from './decision-papers.ts'
import { type Paper, type PaperBlock, rightText, text } from './paper.rules.ts'
import { textMark } from './paper-code.ts'

export interface LetterFacts {
  readonly town: Sender
  /** Who signs. */
  readonly mayor: string
  /** Day that the letter is of. */
  readonly on: CalendarDate
  readonly call: Call
  readonly application: Application
}

const appeal =
  'Vous pouvez contester cette décision dans les deux mois qui suivent la réception de cette lettre : par un recours gracieux devant le maire, ou devant le tribunal administratif, y compris par la voie de Télérecours citoyens (www.telerecours.fr). Un recours gracieux formé dans ce délai le fait courir de nouveau à partir de la réponse du maire, ou de deux mois de silence.'

/** The letter that tells an applicant what the council decided, with the ways to appeal of a refusal. It is signed: its pages have a code. */
export function decisionLetter(
  facts: LetterFacts,
  decision: Decision & { readonly deliberation: string; readonly decidedOn: CalendarDate },
): Paper {
  const { application } = facts
  const isAwarded = isGrant(decision.kind)
  const act = `Par la délibération ${decision.deliberation} du ${formatDay(decision.decidedOn, 'fr')}, le conseil municipal`
  const told: Record<Decision['kind'], string> = {
    granted: `${act} a attribué à votre projet une subvention de ${formatEuros(decision.cents ?? 0, 'fr')}.`,
    granted_on_condition: `${act} a attribué à votre projet, sous condition, une subvention de ${formatEuros(decision.cents ?? 0, 'fr')}.`,
    waiting: `${act} a placé votre projet sur liste d’attente : une subvention lui serait proposée si des crédits redevenaient disponibles.`,
    refused: `${act} n’a pas retenu votre projet.`,
  }
  const follows = isAwarded
    ? text(
        'La convention vous est adressée pour signature. Elle dit les versements et la date de votre bilan.',
      )
    : text(appeal)
  const reasons =
    decision.reasons === '' ? [] : [text(`${isAwarded ? 'Condition' : 'Motif'} : ${decision.reasons}`)]
  return letter(facts, 'Lettre de décision', [text(told[decision.kind]), ...reasons, follows], {
    paper: 'letter',
    applicationId: application.id,
    text: letterMark(decision),
  })
}

/** What a letter says, in short: one of another decision is not this one. */
export function letterMark({ kind, cents, reasons }: Pick<Decision, 'kind' | 'cents' | 'reasons'>): string {
  return textMark([kind, cents ?? '', reasons].join('\n'))
}

/** The letter that says that an application does not meet the rules of the call, why, and how to appeal. */
export function ineligibleLetter(facts: LetterFacts): Paper {
  return letter(facts, 'Lettre de rejet', [
    text('Votre candidature ne remplit pas les conditions de l’appel : elle n’a pas été transmise au jury.'),
    text(`Motif : ${facts.application.reasons}`),
    text(appeal),
  ])
}

/** The acknowledgement of receipt (CRPA L112-3, R112-5), and the day on which silence is a refusal (L231-4). */
export function acknowledgementLetter(
  facts: LetterFacts & { readonly receivedAt: Date; readonly refusedOn: CalendarDate | null },
): Paper {
  const { receivedAt, refusedOn, call } = facts
  return letter({ ...facts, on: dayInParis(receivedAt) }, 'Accusé de réception', [
    text(
      `La ville a reçu votre candidature le ${formatSecond(receivedAt, 'fr')}, heure d’arrivée au serveur.`,
    ),
    ...(refusedOn
      ? [
          text(
            `Sans réponse de la ville le ${formatDay(refusedOn, 'fr')}, elle sera considérée comme rejetée (code des relations entre le public et l’administration, art. L231-4). Si des pièces manquent, la demande qui vous en serait faite suspendrait ce délai.`,
          ),
        ]
      : []),
    text(
      'Un refus, écrit ou par silence, peut être contesté dans les deux mois : par un recours gracieux devant le maire, ou devant le tribunal administratif, y compris par la voie de Télérecours citoyens (www.telerecours.fr).',
    ),
    text(
      `Service chargé du dossier : ${call.contact === '' ? `mairie de ${facts.town.name}` : call.contact}. L’instruction est suivie sous le n° ${facts.application.number ?? 0}.`,
    ),
  ])
}

/** The request for missing pieces, which suspends the delay (CRPA L114-5). */
export function piecesLetter(facts: LetterFacts, request: PieceRequest): Paper {
  return letter({ ...facts, on: request.askedOn }, 'Demande de pièces', [
    text('Pour instruire votre candidature, il nous manque :'),
    ...request.items
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => text(`– ${line.trim().replace(/^[-–•]\s*/, '')}`)),
    text(
      `Merci de les envoyer au plus tard le ${formatDay(request.answerBy, 'fr')}, depuis la page de votre dossier. Jusque-là, le délai au terme duquel le silence vaut rejet ne court pas (code des relations entre le public et l’administration, art. L114-5).`,
    ),
  ])
}

function letter(
  facts: LetterFacts,
  title: string,
  body: readonly PaperBlock[],
  code: Paper['code'] = null,
): Paper {
  const { town, mayor, on, call, application } = facts
  const organisation = application.dossier?.organisation
  return {
    sender: senderOf(town),
    title: `${title} : ${application.title}`,
    reference: `${title} ${call.code}-${application.number ?? 0}`,
    blocks: [
      rightText([organisation?.name ?? application.applicantName, organisation?.address ?? ''].join('\n')),
      rightText(`${town.name}, le ${formatDay(on, 'fr')}`),
      text(`Objet : ${call.title}, dossier n° ${application.number ?? 0}, « ${application.title} »`),
      text('Madame, Monsieur,'),
      ...body,
      text('Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.'),
      { kind: 'signatures', names: ['', `Le maire, ${mayor}`] },
    ],
    code,
  }
}
