import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import { devicesPaths } from '../devices.paths.ts'
import type { OwnedDevice } from '../devices.queries.ts'
import { devicesWords } from '../devices.words.ts'

export interface AllDevicesProps {
  readonly devices: readonly OwnedDevice[]
  readonly count: number
  /** How many come before those shown. */
  readonly from: number
}

export function AllDevicesPage(props: AllDevicesProps & { readonly shell: Shell }) {
  const { shell, devices, count, from } = props
  const t = devicesWords(shell.locale)
  const after = from + devices.length
  return (
    <Page shell={shell} title={t('all.title')} width="wide">
      <h1>{t('all.title')}</h1>
      <p class="lead">{t('all.lead')}</p>
      {devices.length === 0 ? <p>{t('all.none')}</p> : null}
      {devices.length > 0 ? (
        <TableScroll label={t('all.title')} stack>
          <table>
            <HiddenCaption>{t('all.title')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t('all.device')}</th>
                <th scope="col">{t('all.owner')}</th>
                <th scope="col">{t('all.made')}</th>
                <th scope="col">{t('all.last_used')}</th>
                <th scope="col">{t('all.state')}</th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <tr>
                  <th scope="row">{device.label}</th>
                  <td data-label={t('all.owner')}>{device.owner}</td>
                  <td data-label={t('all.made')}>{formatInstant(device.madeAt, shell.locale)}</td>
                  <td data-label={t('all.last_used')}>
                    {device.lastUsedOn === null ? t('all.never') : formatDay(device.lastUsedOn, shell.locale)}
                  </td>
                  <td data-label={t('all.state')}>
                    {device.revokedAt ? (
                      t('all.revoked', { date: formatInstant(device.revokedAt, shell.locale) })
                    ) : (
                      <a href={devicesPaths.one(device.id)}>
                        {t('all.revoke')}
                        <span class="hidden-text"> {`${device.label}, ${device.owner}`}</span>
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
      <Pager
        first={from === 0 ? null : devicesPaths.all()}
        next={after < count ? devicesPaths.all(after) : null}
        locale={shell.locale}
      />
    </Page>
  )
}
