import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Town } from '#kernel/town.ts'
import type { NoteDocument } from '#modules/steering/notes/notes.public.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import { blocksOf, fillIn, type Values, variables } from './agreement-text.rules.ts'
import { type Cooperation, partiesOfRound, type Round } from './cooperations.rules.ts'
import { cooperationsWords } from './cooperations.words.ts'
import { durationText } from './duration-text.ts'
import type { Council } from './life.rules.ts'
import type { WrittenDocument } from './preparation.queries.ts'

/** The text that a form starts from: what every agreement says, and what its legal form adds. */
export function templateFor({ legalKind }: Pick<Round, 'legalKind'>, locale: Locale): string {
  const t = cooperationsWords(locale)
  const open = Object.fromEntries(variables.map((name) => [name, `{{${name}}}`]))
  const own = ownArticles.find((kind) => kind === legalKind)
  return [t('template.base', open), ...(own ? [t(`template.${own}`)] : [])].join('\n')
}

const ownArticles = ['shared_service', 'service_available', 'purchasing_group', 'pact'] as const

/** What the braces of a text are filled in with. */
export function valuesOf(cooperation: Cooperation, round: Round, locale: Locale): Values {
  const t = cooperationsWords(locale)
  const parties = partiesOfRound(cooperation, round)
  const head = parties.find(({ role }) => role !== 'member')
  return {
    objet: cooperation.title,
    theme: cooperation.theme,
    parties: parties
      .map(({ name, role, fundingBp }) =>
        t('documents.party_line', {
          name,
          role: t(`role.${role}`),
          share: `${formatNumber(fundingBp / 100, locale, 2)} %`,
        }),
      )
      .map((line) => `- ${line}`)
      .join('\n'),
    coordonnateur: head?.name ?? t('documents.nobody'),
    forme: t(`kind.${round.legalKind}`),
    effet: round.effectOn ? formatDay(round.effectOn, locale) : '…',
    duree: durationText(round, locale),
    sortie: round.exitClause || t('terms.no_exit'),
    cout: t('terms.round_amount', { amount: formatEuros(round.yearlyCents, locale) }),
    indemnite: round.exitCostCents > 0 ? formatEuros(round.exitCostCents, locale) : t('documents.no_amount'),
  }
}

export interface AgreementSource {
  readonly cooperation: Cooperation
  readonly round: Round
  readonly document: WrittenDocument
  /** Of that form, with who signed. */
  readonly councils: readonly Council[]
  readonly town: Town
  readonly locale: Locale
}

/** The agreement as a document that a person can go on writing, with its version and who signed it. */
export function agreementDocument(source: AgreementSource): NoteDocument {
  const { cooperation, round, document, councils, town, locale } = source
  const t = cooperationsWords(locale)
  const text = fillIn(document.body, valuesOf(cooperation, round, locale))
  const signed = councils.filter(({ signatory }) => signatory !== '')
  return {
    locale,
    title: t('documents.title_of', { title: cooperation.title }),
    letterhead: {
      sender: [town.name],
      placeAndDate: formatDay(document.writtenOn, locale),
      addressee: t('documents.version_name', { round: round.number, number: document.number }),
    },
    subject: cooperation.title,
    warning: town.isFictional ? t('documents.fictional') : null,
    blocks: [
      ...blocksOf(text).map(({ kind, text: said }) =>
        kind === 'heading'
          ? ({ kind, level: 2, text: said } as const)
          : kind === 'item'
            ? ({ kind: 'list', items: [said] } as const)
            : ({ kind, text: said } as const),
      ),
      { kind: 'heading', level: 2, text: t('sign.title') },
      ...(round.signedOn === null
        ? [{ kind: 'paragraph', text: t('documents.draft'), look: 'quiet' } as const]
        : [
            {
              kind: 'paragraph',
              text: t('documents.signed', { day: formatDay(round.signedOn, locale) }),
            } as const,
            {
              kind: 'list',
              items: signed.map(({ partyId, signatory }) =>
                t('documents.signature_of', {
                  party: cooperation.parties.find(({ id }) => id === partyId)?.name ?? '',
                  signatory,
                }),
              ),
            } as const,
          ]),
    ],
  }
}
