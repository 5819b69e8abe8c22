import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Offer, OpeningFault, Stage } from '../editions.rules.ts'

export interface StaffPanelProps {
  readonly offer: Offer
  readonly stage: Stage
  readonly shell: Shell
  readonly canEdit: boolean
  readonly canOpen: boolean
  readonly canClose: boolean
  readonly canKeepDesk: boolean
  readonly canChangeRoll: boolean
  /** People on the roll, for those who may change it; null where there is no roll. */
  readonly rollSize: number | null
  readonly openingFault: OpeningFault | null
  readonly openBatches: number
}

/** What the services do next with an edition; nothing for anybody else. */
export function StaffPanel(props: StaffPanelProps) {
  const { shell, offer, canEdit, canOpen, canClose, canKeepDesk, canChangeRoll } = props
  if (!canEdit && !canOpen && !canClose && !canKeepDesk && !canChangeRoll) return null
  const t = budgetsWords(shell.locale)
  const { code, rollKind } = offer.edition
  return (
    <section class="card" aria-labelledby="services">
      <h2 id="services">{t('staff.title')}</h2>
      <ul class="rows">
        {canEdit ? (
          <>
            <li>
              <a href={budgetsPaths.edit(code)}>{t('staff.edit')}</a>
            </li>
            <li>
              <a href={budgetsPaths.newProject(code)}>{t('staff.new_project')}</a>
            </li>
            <li>
              <a href={budgetsPaths.proposals(code)}>{t('staff.proposals')}</a>
            </li>
          </>
        ) : null}
        {canChangeRoll && rollKind !== 'declaration' ? (
          <li>
            <a href={rollKind === 'roll' ? budgetsPaths.roll(code) : budgetsPaths.codes(code)}>
              {t(`staff.${rollKind}`)}
            </a>
            <span class="muted">{t('staff.roll_size', { count: props.rollSize ?? 0 })}</span>
          </li>
        ) : null}
        {canKeepDesk ? (
          <li>
            <a href={budgetsPaths.paper(code)}>{t('staff.paper')}</a>
          </li>
        ) : null}
        {canKeepDesk ? (
          <li>
            <a href={budgetsPaths.kiosk(code)}>{t('staff.kiosk')}</a>
          </li>
        ) : null}
      </ul>
      {canOpen ? <Opening {...props} /> : null}
      {canClose ? <Closing {...props} /> : null}
    </section>
  )
}

function Opening({ shell, offer, openingFault }: StaffPanelProps) {
  const t = budgetsWords(shell.locale)
  if (openingFault) return <p class="alert">{t(`error.${openingFault}`)}</p>
  return (
    <form method="post" action={budgetsPaths.opening(offer.edition.code)}>
      <p>{t('staff.open_note')}</p>
      <button class="button" type="submit">
        {t('staff.open')}
      </button>
    </form>
  )
}

function Closing({ shell, offer, stage, openBatches }: StaffPanelProps) {
  const t = budgetsWords(shell.locale)
  if (stage === 'voting' || stage === 'coming') return <p class="muted">{t('staff.close_later')}</p>
  if (openBatches > 0) return <p class="alert">{t('error.batch_open')}</p>
  return (
    <form method="post" action={budgetsPaths.closing(offer.edition.code)}>
      <p>{t('staff.close_note')}</p>
      <button class="button" type="submit">
        {t('staff.close')}
      </button>
    </form>
  )
}
