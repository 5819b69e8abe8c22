import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import { authoritiesWords } from '../authorities.words.ts'
import type { CompetenceRow, GroupingRow } from '../competences.queries.ts'

interface ShownGrouping extends GroupingRow {
  /** The town, or its grouping, is a member. */
  readonly isNear: boolean
  /** Groupings with own taxation have a page in the catalogue. */
  readonly hasPage: boolean
}

interface CompetencePageProps {
  readonly competence: CompetenceRow
  readonly groupings: readonly ShownGrouping[]
  readonly isCut: boolean
}

/** Who exercises one competence: the groupings of the town first. */
export function CompetencePage({
  shell,
  competence,
  groupings,
  isCut,
}: CompetencePageProps & { readonly shell: Shell }) {
  const t = authoritiesWords(shell.locale)
  const near = groupings.filter(({ isNear }) => isNear)
  const others = groupings.filter(({ isNear }) => !isNear)
  return (
    <Page shell={shell} title={competence.name}>
      <p class="crumb">
        <a href={authoritiesPaths.competences()}>{t('competences.title')}</a>
      </p>
      <h1>{competence.name}</h1>
      <h2>{t('competences.near')}</h2>
      {near.length === 0 ? <p class="empty">{t('competences.none_near')}</p> : <List rows={near} />}
      {others.length > 0 ? (
        <>
          <h2>{t('competences.elsewhere')}</h2>
          <List rows={others} />
        </>
      ) : null}
      {isCut ? <p class="muted">{t('competences.cut', { count: groupings.length })}</p> : null}
    </Page>
  )
}

function List({ rows }: { readonly rows: readonly ShownGrouping[] }) {
  return (
    <ul>
      {rows.map(({ siren, name, nature, hasPage }) => (
        <li>
          {hasPage ? <a href={authoritiesPaths.show({ kind: 'epci', code: siren })}>{name}</a> : name}{' '}
          <span class="muted">
            {nature} {siren}
          </span>
        </li>
      ))}
    </ul>
  )
}
