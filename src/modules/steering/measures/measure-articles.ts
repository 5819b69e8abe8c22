import { createHash } from 'node:crypto'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { openByteMemory } from '#infra/byte-memory.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { alertsOf, compare } from '#modules/steering/evidence/evidence.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { legalChecks } from './legal-rules.rules.ts'
import type { Step } from './life-cycle.rules.ts'
import { promisedMeasure } from './measure-book.ts'
import { assess } from './measure-page.rules.ts'
import type { MeasureFile } from './measure-sheet.queries.ts'
import { MeasureArticle } from './views/measure-article.tsx'

/** All that the article of a measure is made of: the same parts make the same article. */
export interface ArticleParts {
  readonly file: MeasureFile
  readonly deliberations: readonly { readonly id: string; readonly label: string }[]
  readonly canAssess: boolean
  readonly canRecord: boolean
  readonly showAlerts: boolean
  readonly openSteps: readonly Step[]
  readonly today: CalendarDate
  readonly locale: Locale
}

/** The article of a measure as HTML, with its analysis and charts; `state` is the step's form when it comes back refused. */
export function writeArticle(parts: ArticleParts, state: FormState = emptyForm): string {
  const { file, today, locale, canRecord, showAlerts, ...rights } = parts
  const promised = promisedMeasure(file, today)
  const comparison = compare(promised, today)
  const evidence = {
    isPromised: promised.isPromised,
    comparison,
    alerts: alertsOf(promised, comparison),
    canRecord,
    showAlerts,
  }
  const assessment = assess(file, today)
  const checks = legalChecks(file)
  return renderToString(
    h(MeasureArticle, {
      sheet: file,
      assessment,
      evidence,
      legalChecks: checks,
      acts: file.acts,
      today,
      state,
      locale,
      ...rights,
    }),
  )
}

const mostKept = 16 * 1024 * 1024

export interface Articles {
  read(parts: ArticleParts): string
}

/**
 * Articles as they were written. The analysis and its charts cost ten times the query that answers what they are made of:
 * the query is asked at each visit, and the article is written again when one of its parts is another.
 */
export function openArticles(): Articles {
  const kept = openByteMemory<string>(mostKept)
  return {
    read(parts) {
      const key = digestOf(parts)
      const known = kept.get(key)
      if (known !== undefined) return known
      const article = writeArticle(parts)
      // Texts of French take two bytes a character in memory at most.
      kept.set(key, article, article.length * 2 + 200)
      return article
    },
  }
}

function digestOf({ file, ...parts }: ArticleParts): string {
  const { readings, ...rest } = file
  return createHash('sha256')
    .update(JSON.stringify([rest, [...readings], parts]))
    .digest('base64url')
}
