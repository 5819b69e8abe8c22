import type { Shell } from '#web/shell.ts'
import { callsPaths } from '../calls.paths.ts'
import type { Offer, OpeningFault, Stage } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'

export interface StaffRights {
  readonly canEdit: boolean
  readonly canEditForm: boolean
  readonly canNameJurors: boolean
  readonly canOpen: boolean
  readonly canClone: boolean
  readonly canListApplications: boolean
}

export interface StaffPanelProps extends StaffRights {
  readonly offer: Offer
  readonly stage: Stage
  readonly lacks: readonly OpeningFault[]
  readonly shell: Shell
}

/** What the services do next with a call; nothing for anybody else. */
export function StaffPanel(props: StaffPanelProps) {
  const { shell, offer, canEdit, canEditForm, canNameJurors, canOpen, canClone, canListApplications, lacks } =
    props
  if (!canEdit && !canEditForm && !canNameJurors && !canOpen && !canClone && !canListApplications) return null
  const t = callsWords(shell.locale)
  const { code } = offer.call
  const links: readonly (readonly [boolean, string, string])[] = [
    [canEdit, callsPaths.edit(code), t('staff.edit')],
    [canEdit, callsPaths.law(code), t('staff.law')],
    [canEdit, callsPaths.grid(code), t('staff.grid')],
    [canEditForm, callsPaths.form(code), t('staff.form')],
    [canNameJurors, callsPaths.jurors(code), t('staff.jurors')],
    [canListApplications, callsPaths.received(code), t('received.title')],
  ]
  return (
    <section class="card" aria-labelledby="services">
      <h2 id="services">{t('staff.title')}</h2>
      <ul class="rows">
        {links
          .filter(([isOpen]) => isOpen)
          .map(([, href, label]) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
      </ul>
      {offer.call.status === 'draft' ? <Opening {...props} /> : null}
      {canClone && lacks.length === 0 && offer.call.status !== 'draft' ? (
        <form method="post" action={callsPaths.copy(code)}>
          <button class="button-quiet" type="submit">
            {t('staff.clone')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Opening({ shell, offer, lacks, canOpen }: StaffPanelProps) {
  const t = callsWords(shell.locale)
  if (lacks.length > 0)
    return (
      <div class="alert">
        <p>{t('staff.lacks', { count: lacks.length })}</p>
        <ul>
          {lacks.map((fault) => (
            <li>{t(`error.${fault}`)}</li>
          ))}
        </ul>
      </div>
    )
  if (!canOpen) return <p class="notice">{t('staff.ready')}</p>
  return (
    <form method="post" action={callsPaths.opening(offer.call.code)}>
      <p>{t('staff.open_note')}</p>
      <button class="button" type="submit">
        {t('staff.open')}
      </button>
    </form>
  )
}
