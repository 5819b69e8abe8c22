import { type DocumentFormat, documentFormats } from '../calls.paths.ts'

/** The same paper to print, and to go on writing. */
export function DocumentLinks({ path }: { readonly path: (format: DocumentFormat) => string }) {
  return documentFormats.map((format) => (
    <>
      <a class="button-quiet" href={path(format)}>
        {format.toUpperCase()}
      </a>{' '}
    </>
  ))
}
