import { ErrorSummary, type FormState, TextField } from '#web/form.tsx'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { devicesPaths } from '../devices.paths.ts'
import type { OwnedDevice } from '../devices.queries.ts'
import { devicesWords } from '../devices.words.ts'

/** Before the password of somebody's device is taken back. */
export function DevicePage({
  shell,
  device,
  state,
}: {
  readonly shell: Shell
  readonly device: OwnedDevice
  readonly state: FormState
}) {
  const t = devicesWords(shell.locale)
  const title = t('one.title', { label: device.label, owner: device.owner })
  return (
    <Page shell={shell} title={title}>
      <p class="crumb">
        <a href={devicesPaths.all()}>{t('all.title')}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary state={state} locale={shell.locale} />
      <p>
        {t('mine.made', { date: formatInstant(device.madeAt, shell.locale) })} ·{' '}
        {device.lastUsedOn === null
          ? t('mine.never_used')
          : t('mine.last_used', { date: formatDay(device.lastUsedOn, shell.locale) })}
      </p>
      {device.revokedAt ? (
        <p>{t('all.revoked', { date: formatInstant(device.revokedAt, shell.locale) })}</p>
      ) : (
        <form method="post" action={devicesPaths.revoke(device.id)} noValidate>
          <p>{t('one.lead')}</p>
          <TextField name="motif" label={t('one.reason')} state={state} required />
          <button class="button" type="submit">
            {t('all.revoke')}
          </button>
        </form>
      )}
    </Page>
  )
}
