import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { homeWords } from '../home.words.ts'

const parts = ['I', 'II', 'III'] as const

export function HomePage({ shell }: { readonly shell: Shell }) {
  const t = homeWords(shell.locale)
  return (
    <Page shell={shell} title={t('title')} width="wide">
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <ul class="cards">
        {parts.map((part) => (
          <li class="card" data-part={part}>
            <h2>{t(`part.${part}`)}</h2>
            <p>{t(`part.${part}.text`)}</p>
            <p>
              <a href={measuresPaths.list({ part })}>{t('part.link')}</a>
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

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
