import { Hono } from 'hono'
import type { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addDevice, revokeDevice, revokeOwnDevice } from './devices.actions.ts'
import { deviceInput, revocationInput } from './devices.inputs.ts'
import { devicesPaths } from './devices.paths.ts'
import { canHaveDevices, roleOverDevices } from './devices.permissions.ts'
import { findOwnedDevice, listAllDevices, listDevices } from './devices.queries.ts'
import { devicesWords } from './devices.words.ts'
import { AllDevicesPage } from './views/all-devices-page.tsx'
import { DevicePage } from './views/device-page.tsx'
import { MyDevicesPage } from './views/my-devices-page.tsx'

const pageSize = 50

/** Pages of devices. `serverPath` is where their programs connect. */
export function devicesRoutes(serverPath: string) {
  const app = new Hono<AppEnv>()

  app.get(devicesPaths.mine(), (c) => showMine(c, emptyForm))

  app.post(devicesPaths.mine(), async (c) => {
    const values = await readForm(c)
    const input = deviceInput.safeParse(values)
    if (!input.success) return showMine(c, refused(c, values, input.error), { status: 422 })
    const added = await addDevice(c.var.context, input.data.nom)
    if (added.ok) return showMine(c, emptyForm, { password: added.value.password, label: input.data.nom })
    if (added.refusal === 'not_found') return c.notFound()
    const sentence = devicesWords(c.var.context.locale)(`error.${added.refusal}`)
    return showMine(c, { values, errors: { nom: sentence } }, { status: 422 })
  })

  app.post(`${devicesPaths.mine()}/:id/retrait`, async (c) => {
    const revoked = await revokeOwnDevice(c.var.context, c.req.param('id'))
    if (!revoked.ok) return c.notFound()
    return goTo(c, devicesPaths.mine(), devicesWords(c.var.context.locale)('revoked'))
  })

  app.get(devicesPaths.all(), showAll)

  app.get('/appareils/:id', (c) => showOne(c, c.req.param('id'), emptyForm))

  app.post('/appareils/:id/retrait', async (c) => {
    if (!roleOverDevices(c.var.context.actor)) return c.notFound()
    const id = c.req.param('id')
    const values = await readForm(c)
    const input = revocationInput.safeParse(values)
    if (!input.success) return showOne(c, id, refused(c, values, input.error), 422)
    const revoked = await revokeDevice(c.var.context, id, input.data.motif)
    if (!revoked.ok) return c.notFound()
    return goTo(c, devicesPaths.all(), devicesWords(c.var.context.locale)('revoked'))
  })

  return app

  async function showMine(
    c: WebContext,
    state: FormState,
    { status = 200, ...made }: { status?: 200 | 422; password?: string; label?: string } = {},
  ): Promise<Response> {
    const { actor, db, settings } = c.var.context
    if (!actor || !canHaveDevices(actor)) return c.notFound() as Response
    const { password, label } = made
    const shown = password && label ? { password, label } : null
    return show(
      c,
      MyDevicesPage,
      {
        devices: await listDevices(db, actor.id),
        made: shown,
        server: new URL(serverPath, settings.publicUrl).href,
        email: actor.email,
        state,
      },
      status,
    )
  }
}

async function showAll(c: WebContext): Promise<Response> {
  const { actor, db } = c.var.context
  if (!roleOverDevices(actor)) return c.notFound() as Response
  const from = Number(/^\d{1,6}$/.exec(c.req.query('apres') ?? '')?.[0] ?? 0)
  const { devices, count } = await listAllDevices(db, { from, size: pageSize })
  return show(c, AllDevicesPage, { devices, count, from })
}

async function showOne(
  c: WebContext,
  id: string,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { actor, db } = c.var.context
  const device = roleOverDevices(actor) && (await findOwnedDevice(db, id))
  return device ? show(c, DevicePage, { device, state }, status) : (c.notFound() as Response)
}

const codes = ['label_missing', 'label_long', 'reason_missing', 'reason_long'] as const

function refused(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = devicesWords(c.var.context.locale)
  return refusedForm(values, error.issues, codes, (code) => t(`error.${code}`))
}
