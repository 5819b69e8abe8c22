import { Page } from './page.tsx'
import type { Shell } from './shell.ts'

/** Where the lines come; no word of a page has these signs. */
export const place = '\u2063\u2063'

/** The page before any line is written. */
export function ProgressPage({ shell, title, lead }: { shell: Shell; title: string; lead: string }) {
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <ol class="progress-lines" aria-live="polite">
        {place}
      </ol>
    </Page>
  )
}

export interface End {
  readonly sentence: string
  readonly href: string
  readonly label: string
  readonly isFailed: boolean
}

/** What was done, and where to go from there. */
export function EndOfWork({ sentence, href, label, isFailed }: End) {
  return (
    <>
      <p class={isFailed ? 'alert' : 'notice'} role="status">
        {sentence}
      </p>
      <p>
        <a class="button" href={href}>
          {label}
        </a>
      </p>
    </>
  )
}
