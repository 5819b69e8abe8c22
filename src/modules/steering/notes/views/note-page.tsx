import { assertNever } from '#kernel/assert.ts'
import type { Locale } from '#kernel/locale.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import {
  type Block,
  type EssentialsBlock,
  type NoteDocument,
  type NoteFact,
  type TableBlock,
  termText,
} from '../document.rules.ts'
import { noteFormats, notesPaths } from '../notes.paths.ts'
import { notesWords } from '../notes.words.ts'

export interface NotePageProps {
  readonly code: string
  readonly note: NoteDocument
  readonly isStale: boolean
}

export function NotePage({ shell, code, note, isStale }: NotePageProps & { readonly shell: Shell }) {
  const t = notesWords(shell.locale)
  const { letterhead } = note
  return (
    <Page shell={shell} title={note.title}>
      <p class="button-row no-print">
        {noteFormats.map((format) => (
          <a class="button" href={notesPaths.file(code, format)}>
            {t(`page.${format}`)}
          </a>
        ))}
        <span class="muted">{t('page.print')}</span>
      </p>
      {isStale ? <p class="alert no-print">{t('page.stale')}</p> : null}
      <article class="note">
        <header class="note-head">
          <p class="note-sender">
            {letterhead.sender.map((line, index) => (
              <>
                {index > 0 ? <br /> : null}
                {line}
              </>
            ))}
          </p>
          <p class="note-date">
            {letterhead.placeAndDate}
            <br />
            {letterhead.addressee}
          </p>
          <h1>{note.title}</h1>
          <p>
            <strong>{t('page.subject')}</strong> {note.subject}
          </p>
        </header>
        {note.blocks.map((block) => (
          <NoteBlock block={block} code={code} locale={note.locale} />
        ))}
      </article>
    </Page>
  )
}

interface BlockProps {
  readonly block: Block
  readonly code: string
  readonly locale: Locale
}

function NoteBlock({ block, code, locale }: BlockProps) {
  switch (block.kind) {
    case 'heading':
      if (block.level === 1) return <h2 data-part={block.part}>{block.text}</h2>
      if (block.level === 2) return <h3 data-part={block.part}>{block.text}</h3>
      return <h4>{block.text}</h4>
    case 'paragraph':
      return <p class={block.look === 'quiet' ? 'muted' : undefined}>{block.text}</p>
    case 'list': {
      const items = block.items.map((item) => <li>{item}</li>)
      const look = block.look === 'quiet' ? 'muted' : undefined
      return block.ordered ? <ol class={look}>{items}</ol> : <ul class={look}>{items}</ul>
    }
    case 'facts':
      return block.facts.map((fact) => <Fact fact={fact} locale={locale} />)
    case 'essentials':
      return <Essentials block={block} />
    case 'table':
      return <NoteTable table={block} />
    case 'picture':
      return (
        <figure>
          <figcaption>
            <strong>{block.picture.title}</strong>
          </figcaption>
          <img
            class="note-picture"
            src={notesPaths.picture(code)}
            alt={block.picture.title}
            width="720"
            height="300"
          />
        </figure>
      )
    default:
      return assertNever(block)
  }
}

function Fact({ fact: { term, items }, locale }: { fact: NoteFact; locale: Locale }) {
  const [only] = items
  if (items.length === 1)
    return (
      <p>
        <strong>{termText(term, locale)}</strong>
        {only}
      </p>
    )
  return (
    <>
      <p class="note-term">
        <strong>{term}</strong>
      </p>
      <ul>
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </>
  )
}

function Essentials({ block: { title, figures, points } }: { block: EssentialsBlock }) {
  return (
    <section class="note-essentials" aria-labelledby="essentiel">
      <h2 id="essentiel">{title}</h2>
      <dl class="figures">
        {figures.map(({ label, value, band, source }) => (
          <div class="figure figure-promised">
            <dt>{label}</dt>
            <dd>
              <span class="figure-value">{value}</span>
              <span class="figure-band">{band}</span>
              <span class="figure-note">{source}</span>
            </dd>
          </div>
        ))}
      </dl>
      {points.map(({ term, text }) => (
        <p class="note-point">
          <strong>{term}</strong>
          {text}
        </p>
      ))}
    </section>
  )
}

function NoteTable({ table: { caption, columns, rows, total } }: { table: TableBlock }) {
  const look = (index: number) => (columns[index]?.isNumber ? 'number' : undefined)
  return (
    <TableScroll label={caption}>
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ text, isNumber }) => (
              <th scope="col" class={isNumber ? 'number' : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells]) => (
            <tr>
              <th scope="row">{first}</th>
              {cells.map((cell, index) => (
                <td class={look(index + 1)}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {total ? (
          <tfoot>
            <tr>
              <th scope="row">{total[0]}</th>
              {total.slice(1).map((cell, index) => (
                <td class={look(index + 1)}>{cell}</td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </TableScroll>
  )
}
