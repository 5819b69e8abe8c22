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
  readonly canFollowJury: boolean
  readonly canSeeRanking: boolean
  readonly canSeeDecision: boolean
  readonly canEditTemplate: boolean
}

export interface StaffPanelProps extends StaffRights {
  readonly offer: Offer
  readonly stage: Stage
  readonly lacks: readonly OpeningFault[]
  readonly shell: Shell
}

/** What the services do next with a call; nothing for anybody else. */
export function StaffPanel(props: StaffPanelProps) {
  const { shell, offer, canEdit, canClone } = props
  const t = callsWords(shell.locale)
  const { code, status } = offer.call
  const links = [
    { isOpen: canEdit, href: callsPaths.edit(code), label: t('staff.edit') },
    { isOpen: canEdit, href: callsPaths.law(code), label: t('staff.law') },
    { isOpen: canEdit, href: callsPaths.grid(code), label: t('staff.grid') },
    { isOpen: props.canEditForm, href: callsPaths.form(code), label: t('staff.form') },
    { isOpen: props.canNameJurors, href: callsPaths.jurors(code), label: t('staff.jurors') },
    { isOpen: props.canListApplications, href: callsPaths.received(code), label: t('received.title') },
    { isOpen: props.canFollowJury, href: callsPaths.jury(code), label: t('jury.title') },
    { isOpen: props.canSeeRanking, href: callsPaths.ranking(code), label: t('ranking.title') },
    { isOpen: props.canSeeDecision, href: callsPaths.decision(code), label: t('decision.title') },
    { isOpen: props.canEditTemplate, href: callsPaths.template(code), label: t('template.title') },
  ].filter(({ isOpen }) => isOpen)
  if (links.length === 0 && !canClone) return null
  return (
    <section class="card" aria-labelledby="services">
      <h2 id="services">{t('staff.title')}</h2>
      <ul class="rows">
        {links.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      {status === 'draft' ? <Opening {...props} /> : null}
      {status === 'decided' && canClone ? (
        <form method="post" action={callsPaths.closing(code)}>
          <button class="button-quiet" type="submit">
            {t('staff.close')}
          </button>
        </form>
      ) : null}
      {canClone && status !== 'draft' ? (
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
