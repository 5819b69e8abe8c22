import { Page } from './page.tsx'
import type { Shell } from './shell.ts'
import { webWords } from './web-words.ts'

const known = ['403', '404', '409', '422', '429', '500'] as const

/** What a person reads when a page cannot be shown: what happened, and what to do. */
export function RefusalPage({ shell, status, text, requestId }: RefusalProps & { readonly shell: Shell }) {
  const t = webWords(shell.locale)
  const code = known.find((item) => item === String(status)) ?? '500'
  const title = t(`error_${code}_title`)
  const explanation = text ?? (code === '409' || code === '422' ? '' : t(`error_${code}_text`))
  return (
    <Page shell={shell} title={title}>
      <h1>{title}</h1>
      {explanation ? <p class="lead">{explanation}</p> : null}
      {status >= 500 ? <p class="muted">{t('error_id', { id: requestId })}</p> : null}
      <p>
        <a href="/">{t('home')}</a>
      </p>
    </Page>
  )
}

export interface RefusalProps {
  readonly status: number
  /** Sentence for this refusal; the general one when left out. */
  readonly text?: string
  readonly requestId: string
}
