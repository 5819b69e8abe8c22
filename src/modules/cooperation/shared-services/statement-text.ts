import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Town } from '#kernel/town.ts'
import type { Block, NoteDocument, TableBlock } from '#modules/steering/notes/notes.public.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import { type Cost, unitCostCents } from './costs.rules.ts'
import type { SharingKey } from './keys.rules.ts'
import { countedDays } from './movements.rules.ts'
import { balanceOf } from './payments.rules.ts'
import type { ServiceFile } from './service-file.ts'
import { sharedServicesWords } from './shared-services.words.ts'
import type { Statement } from './statements.queries.ts'

/** What a yearly statement says, in one language: the page, the word file and the PDF are written from it. */
export interface StatementText {
  readonly facts: readonly (readonly [term: string, value: string])[]
  readonly tables: readonly Omit<TableBlock, 'kind'>[]
  /** Where the cents went that rounding left. */
  readonly remainder: string
}

export interface StatementParts {
  readonly file: Pick<ServiceFile, 'service' | 'parties'>
  readonly year: number
  readonly key: SharingKey
  readonly costs: readonly Cost[]
  readonly totalCents: number
  readonly units: string
  readonly shares: Statement['shares']
  readonly issued: Pick<Statement, 'issuedOn' | 'issuedByName'> | null
}

export function statementText(parts: StatementParts, locale: Locale): StatementText {
  const t = sharedServicesWords(locale)
  const { file, key, costs, totalCents, units, issued } = parts
  const money = (amount: number) => formatEuros(amount, locale)
  const unit = unitCostCents(BigInt(totalCents), units)
  const parties = statedParties(parts)
  const hasMoved = new Set(parties.map(({ days }) => days)).size > 1
  const remainderTo = file.parties.find(({ reference }) => reference === key.remainder)
  const facts: [string, string][] = [
    [t('statement.total'), money(totalCents)],
    [t('statement.units'), formatNumber(Number(units), locale)],
    [t('statement.unit_cost'), unit === null ? '–' : money(unit)],
    [t('sheet.key'), t('keys.named', { number: key.number, year: key.fromYear })],
    [t('field.method'), t(`method.${key.method}`)],
  ]
  if (issued)
    facts.push([
      t('statement.issued_by'),
      t('statement.issued_text', {
        name: issued.issuedByName,
        day: formatDay(issued.issuedOn, locale),
      }),
    ])
  return {
    facts,
    tables: [
      {
        caption: t('statement.shares'),
        columns: [
          { text: t('outcomes.party'), width: 4 },
          { text: t('statement.code'), width: 1 },
          ...(hasMoved ? [{ text: t('statement.days'), width: 1, isNumber: true } as const] : []),
          { text: t('statement.units_used'), width: 2, isNumber: true },
          { text: t('statement.share'), width: 2, isNumber: true },
        ],
        rows: parties.map(({ party, share, days }) => [
          party.isFictional ? t('party.fictional', { name: party.name }) : party.name,
          party.reference,
          ...(hasMoved ? [formatNumber(days, locale)] : []),
          formatNumber(Number(share.units), locale),
          money(share.cents),
        ]),
        total: [
          t('statement.total'),
          '',
          ...(hasMoved ? [''] : []),
          formatNumber(Number(units), locale),
          money(totalCents),
        ],
      },
      ...accountTable(parts, locale),
      {
        caption: t('statement.costs'),
        columns: [
          { text: t('field.cost_label'), width: 4 },
          { text: t('field.nature'), width: 3 },
          { text: t('costs.counted'), width: 1 },
          { text: t('field.amount'), width: 2, isNumber: true },
        ],
        rows: costs.map((cost) => [
          cost.label,
          t(`nature.${cost.nature}`),
          t(cost.isCounted ? 'costs.yes' : 'costs.no'),
          money(cost.cents),
        ]),
        total: [t('costs.total'), '', '', money(totalCents)],
      },
    ],
    remainder: [
      remainderTo
        ? t('statement.remainder_to', { name: remainderTo.name })
        : t('statement.remainder_largest'),
      ...(hasMoved ? [t('statement.by_days')] : []),
    ].join(' '),
  }
}

/** What each party paid ahead and still owes, to the cent; nothing where no advance was called and nobody left. */
function accountTable(parts: StatementParts, locale: Locale): StatementText['tables'] {
  const t = sharedServicesWords(locale)
  const money = (amount: number) => formatEuros(amount, locale)
  const rows = statedParties(parts).filter(({ party }) => !party.isHost)
  const amounts = rows.map(({ party, share }) => ({
    name: party.isFictional ? t('party.fictional', { name: party.name }) : party.name,
    cents: [
      share.cents,
      share.exitCents,
      share.calledCents,
      share.paidCents,
      balanceOf({ ...share, shareCents: share.cents }),
    ],
  }))
  if (rows.every(({ share }) => share.calledCents + share.paidCents + share.exitCents === 0)) return []
  const columns = ['share', 'exit', 'called', 'paid', 'balance'] as const
  const totals = columns.map((_, index) => amounts.reduce((sum, { cents }) => sum + (cents[index] ?? 0), 0))
  return [
    {
      caption: t('statement.accounts'),
      columns: [
        { text: t('outcomes.party'), width: 3 },
        ...columns.map((column) => ({ text: t(`account.${column}`), width: 2, isNumber: true }) as const),
      ],
      rows: amounts.map(({ name, cents }) => [name, ...cents.map(money)]),
      total: [t('balance.all'), ...totals.map(money)],
    },
  ]
}

/** Parties of the year, with their share and the days for which they count. */
export function statedParties({ file, year, shares }: Pick<StatementParts, 'file' | 'year' | 'shares'>) {
  return file.parties.flatMap((party) => {
    const share = shares.find(({ partyId }) => partyId === party.id)
    return share ? [{ party, share, days: countedDays(file.service, party, year) }] : []
  })
}

/** The statement as a document of the town hall. */
export function statementDocument(parts: StatementParts, town: Town, locale: Locale): NoteDocument {
  const t = sharedServicesWords(locale)
  const text = statementText(parts, locale)
  const { service } = parts.file
  const day = parts.issued ? formatDay(parts.issued.issuedOn, locale) : ''
  const blocks: Block[] = [
    { kind: 'facts', facts: text.facts.map(([term, value]) => ({ term, items: [value] })) },
    ...text.tables.map((table): Block => ({ kind: 'table', ...table })),
    { kind: 'paragraph', text: text.remainder },
    { kind: 'heading', level: 2, text: t('statement.recompute') },
    { kind: 'paragraph', text: t('statement.recompute_lead') },
    {
      kind: 'paragraph',
      text: `faire-commune shared-service split etat-${service.code}-${parts.year}.json --json`,
      look: 'quiet',
    },
  ]
  return {
    locale,
    title: t('statement.document', { year: parts.year, title: service.title }),
    letterhead: {
      sender: [town.name],
      placeAndDate: t('statement.place', { town: town.name, day }),
      addressee: t('statement.addressee'),
    },
    subject: t('statement.subject', { year: parts.year }),
    warning: town.isFictional ? t('statement.fictional') : null,
    blocks,
  }
}
