import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { SharedService } from '../shared-services.rules.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import type { ProgramToken } from '../tokens.queries.ts'
import { type InShell, ServicePage } from './pieces.tsx'

export interface TokensPageProps {
  readonly service: SharedService
  readonly tokens: readonly ProgramToken[]
  /** Shown once, just after it was made. */
  readonly fresh: string | null
  readonly address: string
  readonly state: FormState
}

export function TokensPage({ shell, service, tokens, fresh, address, state }: TokensPageProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  return (
    <ServicePage shell={shell} service={service} title={t('tokens.title')} width="reading">
      <p class="lead">{t('tokens.lead')}</p>
      <p class="as-written">
        <code class="wrap">{`POST ${address}
Authorization: Bearer fcs_…
{"lines": [{"reference": "…", "party": "…", "unit": "…", "day": "2026-01-31", "quantity": 1, "proof": "…"}]}`}</code>
      </p>
      {fresh === null ? null : (
        <div class="notice" role="status">
          <p>{t('tokens.fresh')}</p>
          <p>
            <code class="wrap">{fresh}</code>
          </p>
        </div>
      )}
      {tokens.length === 0 ? (
        <p class="empty">{t('tokens.empty')}</p>
      ) : (
        <ul class="rows">
          {tokens.map((token) => (
            <li>
              <p>
                {token.label}
                <span class="sub">
                  {token.revokedOn === null
                    ? t('tokens.until', {
                        day: formatDay(token.expiresOn, shell.locale),
                        name: token.createdByName,
                      })
                    : t('tokens.revoked', { day: formatDay(token.revokedOn, shell.locale) })}
                </span>
              </p>
              {token.revokedOn === null ? (
                <form method="post" action={paths.revokeToken(service.code, token.id)}>
                  <button
                    class="button-quiet"
                    type="submit"
                    aria-label={t('tokens.revoke_named', { name: token.label })}
                  >
                    {t('tokens.revoke')}
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('tokens.add')}</h2>
      <ErrorSummary state={state} locale={shell.locale} />
      <form method="post" action={paths.tokens(service.code)}>
        <TextField
          name="libelle"
          label={t('field.program')}
          hint={t('field.program_hint')}
          state={state}
          required
        />
        <TextField
          name="expire_le"
          label={t('field.expires_on')}
          type="date"
          size="short"
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('tokens.add')}
        </button>
      </form>
    </ServicePage>
  )
}
