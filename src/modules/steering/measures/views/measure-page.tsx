import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { Measure } from '../measures.rules.ts'

export interface MeasurePageProps {
  readonly measure: Measure
  /** HTML of the article, written by `MeasureArticle`. */
  readonly article: string
}

export function MeasurePage({ shell, measure, article }: MeasurePageProps & { readonly shell: Shell }) {
  return (
    <Page shell={shell} title={measure.title} width="wide">
      <article data-part={measure.part} dangerouslySetInnerHTML={{ __html: article }} />
    </Page>
  )
}
