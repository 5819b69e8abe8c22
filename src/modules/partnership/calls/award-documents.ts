import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { formatEuros } from '#kernel/cents.ts'
import type { Town } from '#kernel/town.ts'
import { formatDay } from '#web/formats.ts'
import type { Application } from './applications.rules.ts'
import { type Decision, type InterestedMember, isGrant } from './awards.rules.ts'
import { type Call, type Offer, sumOf } from './calls.rules.ts'

// Documents that people go on writing: headings, tables and page numbers of a word processor. In French, as the town's acts are.

const pageWidth_twips = 9070

export interface DecisionPaper {
  readonly town: Pick<Town, 'name' | 'isFictional'>
  readonly offer: Offer
  readonly applications: readonly Application[]
  readonly decisions: readonly Decision[]
  readonly interested: readonly InterestedMember[]
}

/** The draft deliberation with its annex: who gets how much, and why the others do not. */
export function writeDeliberation(paper: DecisionPaper): Promise<Uint8Array> {
  const { offer, applications, decisions, interested } = paper
  const { call, envelopes } = offer
  const granted = decisions.filter(({ kind }) => isGrant(kind))
  const left = decisions.filter(({ kind }) => !isGrant(kind))
  const total = sumOf(granted.map(({ cents }) => cents ?? 0))
  const byId = new Map(applications.map((application) => [application.id, application]))
  const named = (id: string) => byId.get(id)
  return write(paper.town, `${call.title} : projet de délibération`, [
    heading('Projet de délibération'),
    text(`Objet : ${call.title}, attribution de subventions`),
    text(`Vu ${call.legalBasis} ;`),
    text(`Vu le règlement de l’appel à projets, publié le ${formatDay(dayOf(call.opensAt), 'fr')} ;`),
    text(
      `Considérant que ${applications.length} candidatures ont été reçues et que le jury a classé celles qui étaient recevables selon les critères publiés ;`,
    ),
    ...(interested.length > 0
      ? [
          text(
            'Élus intéressés, qui ne prennent part ni au débat ni au vote (CGCT, art. L2131-11 et L1111-6) :',
          ),
          ...interested.map(({ memberName, applicationId, link }) =>
            text(`– ${memberName}, pour ${named(applicationId)?.applicantName ?? ''} (${link})`),
          ),
        ]
      : []),
    text('Le conseil, après en avoir délibéré, décide :'),
    text(
      `Article 1. Les subventions de l’annexe 1 sont attribuées, pour un total de ${formatEuros(total, 'fr')}, sur ${envelopes.map(({ label, cents }) => `${label} (${formatEuros(cents, 'fr')})`).join(', ')}.`,
    ),
    text('Article 2. Les candidatures de l’annexe 2 ne sont pas retenues, pour les motifs qui y sont dits.'),
    text('Article 3. Le maire signe les conventions.'),
    heading('Annexe 1. Subventions attribuées', true),
    table(
      ['N°', 'Organisme', 'Projet', 'Montant'],
      granted.map(({ applicationId, cents }) => {
        const application = named(applicationId)
        return [
          String(application?.number ?? ''),
          application?.applicantName ?? '',
          application?.title ?? '',
          formatEuros(cents ?? 0, 'fr'),
        ]
      }),
      ['', '', 'Total', formatEuros(total, 'fr')],
    ),
    heading('Annexe 2. Candidatures non retenues', true),
    table(
      ['N°', 'Organisme', 'Projet', 'Motif'],
      left.map(({ applicationId, reasons }) => {
        const application = named(applicationId)
        return [
          String(application?.number ?? ''),
          application?.applicantName ?? '',
          application?.title ?? '',
          reasons,
        ]
      }),
    ),
  ])
}

/** The letter that tells an applicant what the council decided, with the ways to appeal of a refusal. */
export function writeLetter(
  town: DecisionPaper['town'],
  call: Call,
  application: Application,
  decision: Decision & { readonly deliberation: string },
): Promise<Uint8Array> {
  const organisation = application.dossier?.organisation
  const isAwarded = isGrant(decision.kind)
  return write(town, `${call.title} : ${application.title}`, [
    text(organisation?.name ?? application.applicantName, AlignmentType.END),
    text(organisation?.address ?? '', AlignmentType.END),
    text(`Objet : ${call.title}, dossier n° ${application.number ?? 0}, « ${application.title} »`),
    text('Madame, Monsieur,'),
    isAwarded
      ? text(
          `Par la délibération ${decision.deliberation}, le conseil a attribué à votre projet une subvention de ${formatEuros(decision.cents ?? 0, 'fr')}.`,
        )
      : text(`Par la délibération ${decision.deliberation}, le conseil n’a pas retenu votre projet.`),
    ...(decision.reasons === '' ? [] : [text(`${isAwarded ? 'Condition' : 'Motif'} : ${decision.reasons}`)]),
    ...(isAwarded
      ? [
          text(
            'La convention vous sera adressée pour signature. Elle dit les versements et la date de votre bilan.',
          ),
        ]
      : [
          text(
            'Vous pouvez contester cette décision dans les deux mois qui suivent la réception de cette lettre : par un recours gracieux devant le maire, ou devant le tribunal administratif, y compris par la voie de Télérecours citoyens.',
          ),
        ]),
    text('Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.'),
    text('Le maire', AlignmentType.END),
  ])
}

/** The agreement: its lines that begin with `Article` are headings. */
export function writeAgreement(
  town: DecisionPaper['town'],
  title: string,
  agreement: string,
): Promise<Uint8Array> {
  return write(
    town,
    title,
    agreement
      .split('\n')
      .map((line, index) => (index === 0 || line.startsWith('Article') ? heading(line) : text(line))),
  )
}

function dayOf(instant: Date) {
  return instant.toISOString().slice(0, 10) as Parameters<typeof formatDay>[0]
}

function heading(words: string, isNewPage = false): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_2,
    pageBreakBefore: isNewPage,
    keepNext: true,
    children: [new TextRun(words)],
  })
}

function text(
  words: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.START,
) {
  return new Paragraph({ alignment, spacing: { after: 140 }, children: [new TextRun(words)] })
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  total: readonly string[] | null = null,
): Table {
  const widths = [700, 2700, 3400, 2270]
  const row = (cells: readonly string[], isStrong: boolean, isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: 70, right: 70 },
            children: [new Paragraph({ children: [new TextRun({ text: cell, bold: isStrong, size: 19 })] })],
          }),
      ),
    })
  return new Table({
    width: { size: pageWidth_twips, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(columns, true, true),
      ...rows.map((cells) => row(cells, false)),
      ...(total ? [row(total, true)] : []),
    ],
  })
}

async function write(
  town: DecisionPaper['town'],
  title: string,
  children: (Paragraph | Table)[],
): Promise<Uint8Array> {
  const name = town.isFictional ? `${town.name} (ville fictive)` : town.name
  const document = new Document({
    title,
    creator: name,
    styles: { default: { document: { run: { font: 'Atkinson Hyperlegible', size: 22 } } } },
    sections: [
      {
        properties: { page: { margin: { top: 1130, bottom: 1130, left: 1417, right: 1417 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ size: 17, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
                ],
              }),
            ],
          }),
        },
        children: [text(name), ...children],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
