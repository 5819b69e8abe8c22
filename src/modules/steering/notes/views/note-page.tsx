import { assertNever } from '#kernel/assert.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { Block, NoteDocument, TableBlock } from '../document.rules.ts'
import { noteFormats, notesPaths } from '../notes.paths.ts'
import { type NotesWords, notesWords } from '../notes.words.ts'

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
          <NoteBlock block={block} code={code} t={t} />
        ))}
      </article>
    </Page>
  )
}

function NoteBlock({ block, code, t }: { block: Block; code: string; t: NotesWords }) {
  switch (block.kind) {
    case 'heading':
      if (block.level === 1) return <h2 data-part={block.part}>{block.text}</h2>
      if (block.level === 2) return <h3 data-part={block.part}>{block.text}</h3>
      return <h4>{block.text}</h4>
    case 'paragraph':
      return <p class={block.look === 'quiet' ? 'muted' : undefined}>{block.text}</p>
    case 'list': {
      const items = block.items.map((item) => <li>{item}</li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'facts':
      return (
        <dl class="facts">
          {block.facts.map(({ term, text }) => (
            <div>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <NoteTable table={block} />
    case 'picture':
      return (
        <figure>
          <figcaption>
            <strong>{block.picture.title}</strong> <span class="muted">{t('page.table')}</span>
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
