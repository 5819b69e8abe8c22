import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { budgetsPaths } from '../budgets.paths.ts'
import { budgetsWords } from '../budgets.words.ts'
import type { Edition } from '../editions.rules.ts'
import { kioskIdle_s } from '../kiosk.ts'

export interface KioskPageProps {
  readonly edition: Edition
  /** This device is one already. */
  readonly isKiosk: boolean
  readonly isVoting: boolean
  readonly canKeep: boolean
}

/** The first page of a device where people vote one after another; for the agent who sets it up, what to do. */
export function KioskPage(props: KioskPageProps & { readonly shell: Shell }) {
  const { shell, edition, isKiosk, canKeep } = props
  const t = budgetsWords(shell.locale)
  const isPossible = edition.rollKind !== 'declaration'
  return (
    <Page shell={shell} title={t('kiosk.title')}>
      <p class="crumb">{edition.title}</p>
      <h1>{t('kiosk.title')}</h1>
      {shell.person === null ? <Start {...props} /> : null}
      {shell.person !== null && isKiosk ? <p class="notice">{t('kiosk.sign_out')}</p> : null}
      {canKeep && !isPossible ? <p class="alert">{t('kiosk.needs_roll')}</p> : null}
      {canKeep && isPossible ? (
        <form
          method="post"
          action={isKiosk ? budgetsPaths.kioskEnd(edition.code) : budgetsPaths.kiosk(edition.code)}
        >
          <p>{t(isKiosk ? 'kiosk.already' : 'kiosk.explain', { minutes: kioskIdle_s / 60 })}</p>
          <button class={isKiosk ? 'button-quiet' : 'button'} type="submit">
            {t(isKiosk ? 'kiosk.end' : 'kiosk.begin')}
          </button>
        </form>
      ) : null}
    </Page>
  )
}

function Start({ shell, edition, isVoting }: KioskPageProps & { readonly shell: Shell }) {
  const t = budgetsWords(shell.locale)
  if (!isVoting) return <p class="notice">{t('error.vote_closed')}</p>
  return (
    <>
      <p class="lead">{t(`kiosk.lead_${edition.rollKind === 'code' ? 'code' : 'roll'}`)}</p>
      <p class="actions">
        <a class="button" href={budgetsPaths.identity(edition.code)}>
          {t('page.vote')}
        </a>
      </p>
    </>
  )
}

/** On a kiosk, at the head of each page of the vote: how to leave it to the next person. */
export function KioskBar({ shell, code, page }: { shell: Shell; code: string; page: 'form' | 'receipt' }) {
  const t = budgetsWords(shell.locale)
  return (
    <p class="notice">
      {t(`kiosk.idle_${page}`)}{' '}
      <a class="button-quiet" href={budgetsPaths.kiosk(code)}>
        {t(`kiosk.leave_${page}`)}
      </a>
    </p>
  )
}
