import {
  answerText,
  lawPaths,
  lawWords,
  supersededText,
  typeQuestion,
} from '#modules/steering/law/law.public.ts'
import { formatDay } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { LegalCheck } from '../legal-rules.rules.ts'
import { measuresPaths } from '../measures.paths.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'

export interface LegalSectionProps {
  readonly code: string
  readonly checks: readonly LegalCheck[]
  readonly canEdit: boolean
  readonly shell: InLanguage
}

/** What the law says of the measure today, rule by rule: legal risks that no one has to type. */
export function LegalSection({ code, checks, canEdit, shell }: LegalSectionProps) {
  const t = measuresWords(shell.locale)
  return (
    <section aria-labelledby="droit">
      <h2 id="droit">{t('law.title')}</h2>
      {checks.length === 0 ? (
        <p class="empty">{t(canEdit ? 'law.none_yet' : 'law.none')}</p>
      ) : (
        <TableScroll label={t('law.title')} stack>
          <table class="table">
            <caption>{t('law.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('law.rule')}</th>
                <th scope="col">{t('law.column_answer')}</th>
                <th scope="col">{t('law.column_text')}</th>
              </tr>
            </thead>
            <tbody>
              {checks.map((check) => (
                <Row code={code} check={check} canEdit={canEdit} shell={shell} t={t} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {canEdit ? (
        <p>
          <a class="button" href={measuresPaths.newRule(code)}>
            {t('law.add')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

interface RowProps {
  readonly code: string
  readonly check: LegalCheck
  readonly canEdit: boolean
  readonly shell: InLanguage
  readonly t: MeasuresWords
}

function Row({ code, check, canEdit, shell, t }: RowProps) {
  const { locale } = shell
  const { named, rule, facts, answer, superseded, derived } = check
  return (
    <tr>
      <th scope="row">
        {rule ? (
          <a href={`${lawPaths.rule(rule.id, typeQuestion(rule, facts, named.on))}#reponse`}>
            {rule.title[locale]}
          </a>
        ) : (
          named.rule
        )}
        <span class="sub">{named.rule}</span>
        {canEdit && rule ? (
          <a href={measuresPaths.rule(code, named.id)}>
            {t('law.edit')}
            <span class="hidden-text"> {rule.title[locale]}</span>
          </a>
        ) : null}
      </th>
      <td data-label={t('law.column_answer')}>
        {answer ? answerText(answer, locale) : t('law.unreadable')}
        {answer && superseded ? <span class="sub">{supersededText(superseded, answer, locale)}</span> : null}
        {derived.length > 0 ? <span class="sub">{t('law.from_lines')}</span> : null}
      </td>
      <td data-label={t('law.column_text')}>
        {answer ? <span lang="fr">{answer.article}</span> : '–'}
        <span class="sub">
          {rule ? lawWords(locale)(`anchor.${rule.anchor}`) : ''}{' '}
          <time datetime={named.on}>{formatDay(named.on, locale)}</time>
        </span>
        {answer?.confidence === 'to_verify' ? (
          <span class="sub">{lawWords(locale)('confidence.to_verify')}</span>
        ) : null}
      </td>
    </tr>
  )
}
