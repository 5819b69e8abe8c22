import { formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { OutboxMessage } from '../accounts.queries.ts'
import { catalogueOfAccounts } from '../accounts.words.ts'

export function OutboxPage({
  shell,
  messages,
}: {
  readonly shell: Shell
  readonly messages: readonly OutboxMessage[]
}) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('outbox.title')}>
      <h1>{t('outbox.title')}</h1>
      <p class="lead">{t('outbox.lead')}</p>
      {messages.length === 0 ? <p>{t('outbox.empty')}</p> : null}
      {messages.map((message) => (
        <article class="card">
          <h2>{message.subject}</h2>
          <p class="muted">
            {t('outbox.to', {
              recipient: message.recipient,
              date: formatInstant(message.writtenAt, shell.locale),
            })}
          </p>
          <p class="as-written">{message.text}</p>
          {message.lastError ? <p class="field-error">{message.lastError}</p> : null}
        </article>
      ))}
    </Page>
  )
}
