import type { Role } from '#kernel/roles.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { accountsPaths } from '../accounts.paths.ts'
import { catalogueOfAccounts } from '../accounts.words.ts'

export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly roles: readonly Role[]
}

/** One button a character: it exists in a demo world only. */
export function DemoPage({
  shell,
  people,
}: {
  readonly shell: Shell
  readonly people: readonly DemoPerson[]
}) {
  const t = catalogueOfAccounts(shell.locale)
  return (
    <Page shell={shell} title={t('demo.title')} width="wide">
      <h1>{t('demo.title')}</h1>
      <p class="lead">{t('demo.lead')}</p>
      <ul class="cards">
        {people.map((person) => (
          <li class="card">
            <h2>{person.name}</h2>
            <p>{person.title}</p>
            <p class="muted">{person.roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <form method="post" action={accountsPaths.demo()}>
              <button class="button" type="submit" name="compte" value={person.id}>
                {t('demo.enter', { name: person.name })}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Page>
  )
}
