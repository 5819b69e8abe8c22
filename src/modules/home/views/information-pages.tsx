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

export function AccessibilityPage({ shell }: { readonly shell: Shell }) {
  const t = homeWords(shell.locale)
  return (
    <Page shell={shell} title={t('accessibility.title')}>
      <h1>{t('accessibility.title')}</h1>
      <p class="lead">{t('accessibility.text')}</p>
      <p>{t('accessibility.contact')}</p>
    </Page>
  )
}
