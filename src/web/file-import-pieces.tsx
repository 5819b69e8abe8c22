import type { Locale } from '#kernel/locale.ts'
import { CheckField, ErrorSummary, emptyForm, FileField, type FormState } from './form.tsx'
import { TableScroll } from './table.tsx'

/** The words that every import has in its own module, where the compiler looks for them: each says in its own way what a file holds. */
type ImportWord =
  | 'import.file'
  | 'import.file_hint'
  | 'import.check'
  | 'import.model'
  | 'import.model_text'
  | 'import.faults'
  | 'import.column_line'
  | 'import.column_column'
  | 'import.column_found'
  | 'import.column_remedy'
  | 'import.keep'
  | 'import.confirm'

export type ImportWords = (key: ImportWord, values?: Readonly<Record<string, string | number>>) => string

interface ImportFormProps {
  readonly action: string
  /** Ends of the names of the files that can be read: `.csv,.xlsx`. */
  readonly accept: string
  /** Exports, which are the best models. */
  readonly models: readonly { readonly href: string; readonly label: string }[]
  readonly state: FormState
  readonly locale: Locale
  readonly words: ImportWords
}

/** Choosing a file, and where a model of it is found. */
export function ImportForm({ action, accept, models, state, locale, words }: ImportFormProps) {
  return (
    <>
      <ErrorSummary state={state} locale={locale} />
      <form method="post" action={action} enctype="multipart/form-data">
        <FileField
          name="fichier"
          label={words('import.file')}
          hint={words('import.file_hint')}
          accept={accept}
          state={state}
          required
        />
        <button class="button" type="submit">
          {words('import.check')}
        </button>
      </form>
      <h2>{words('import.model')}</h2>
      <p>{words('import.model_text')}</p>
      <ul>
        {models.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What is wrong in a file, where, and what to do. */
export interface ImportFault {
  readonly line: number | null
  readonly column: string
  readonly found?: string | undefined
  readonly remedy: string
}

export function ImportFaults({ faults, words }: { faults: readonly ImportFault[]; words: ImportWords }) {
  if (faults.length === 0) return null
  const title = words('import.faults', { count: faults.length })
  return (
    <section class="error-summary" role="alert" aria-labelledby="lignes-fausses">
      <h2 id="lignes-fausses">{title}</h2>
      <TableScroll label={title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words('import.column_line')}</th>
              <th scope="col">{words('import.column_column')}</th>
              <th scope="col">{words('import.column_found')}</th>
              <th scope="col">{words('import.column_remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, column, found, remedy }) => (
              <tr>
                <td>{line ?? ''}</td>
                <td>{column}</td>
                <td>{found ?? ''}</td>
                <td>{remedy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

interface ConfirmationProps {
  readonly action: string
  readonly content: string
  readonly hasFaults: boolean
  readonly words: ImportWords
}

/** Says yes to what was shown; the file is sent again, for nothing was kept. */
export function ImportConfirmation({ action, content, hasFaults, words }: ConfirmationProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="contenu" value={content} />
      {hasFaults ? <CheckField name="garder" label={words('import.keep')} state={emptyForm} /> : null}
      <button class="button" type="submit">
        {words('import.confirm')}
      </button>
    </form>
  )
}
