import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { homeWords } from '../home.words.ts'

export function AboutPage({ shell }: { readonly shell: Shell }) {
  const t = homeWords(shell.locale)
  return (
    <Page shell={shell} title={t('about.title')}>
      <h1>{t('about.title')}</h1>
      <p class="lead">{t('about.text')}</p>
      <p>{t('about.figures')}</p>
    </Page>
  )
}

/** The statement that the law asks for (loi 2005-102, art. 47; décret 2019-768): state, what was checked, whom to tell. */
export function AccessibilityPage({ shell }: { readonly shell: Shell }) {
  const t = homeWords(shell.locale)
  return (
    <Page shell={shell} title={t('accessibility.title')}>
      <h1>{t('accessibility.title')}</h1>
      <p class="lead">{t('accessibility.text')}</p>
      <h2>{t('accessibility.state')}</h2>
      <p>{t('accessibility.state_text')}</p>
      <h2>{t('accessibility.checked')}</h2>
      <ul>
        <li>{t('accessibility.checked_machine')}</li>
        <li>{t('accessibility.checked_hand')}</li>
      </ul>
      <h2>{t('accessibility.missing')}</h2>
      <ul>
        <li>{t('accessibility.missing_readers')}</li>
        <li>{t('accessibility.missing_language')}</li>
        <li>{t('accessibility.missing_files')}</li>
      </ul>
      <h2>{t('accessibility.help')}</h2>
      <p>{t('accessibility.contact')}</p>
    </Page>
  )
}
