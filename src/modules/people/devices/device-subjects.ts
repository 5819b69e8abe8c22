import type { Context } from '#infra/context.ts'
import type { JournalSubjects } from '#modules/people/journal/journal.public.ts'
import { devicesPaths } from './devices.paths.ts'
import { roleOverDevices } from './devices.permissions.ts'
import { findOwnedDevice } from './devices.queries.ts'
import { devicesWords } from './devices.words.ts'

/** Devices as the subjects of acts: for those only who see the devices of all. */
export const deviceSubjects: JournalSubjects = {
  kind: 'device',
  async find({ db, actor, locale }: Context, ids) {
    if (!roleOverDevices(actor)) return new Map()
    const t = devicesWords(locale)
    const devices = await Promise.all(ids.map((id) => findOwnedDevice(db, id)))
    return new Map(
      devices
        .filter((device) => device !== null)
        .map(({ id, owner, label }) => [
          id,
          { label: `${owner} · ${label}`, href: devicesPaths.all(), nameAct: () => t('act.revoke_device') },
        ]),
    )
  },
}
