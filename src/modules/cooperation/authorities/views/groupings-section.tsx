import type { Shell } from '#web/shell.ts'
import { authoritiesPaths } from '../authorities.paths.ts'
import { authoritiesWords } from '../authorities.words.ts'
import type { GroupingCompetences } from '../competences.queries.ts'

/** What the authority does, or who does it in its place: nothing where no file says so. */
export function GroupingsSection({
  groupings,
  shell,
}: {
  readonly groupings: readonly GroupingCompetences[]
  readonly shell: Shell
}) {
  const t = authoritiesWords(shell.locale)
  if (groupings.length === 0) return null
  return (
    <section aria-labelledby="competences">
      <h2 id="competences">{t('competences.of')}</h2>
      {groupings.map(({ name, nature, competences }) => (
        <>
          <h3>
            {name} <span class="muted">{nature}</span>
          </h3>
          <ul>
            {competences.map((competence) => (
              <li>
                <a href={authoritiesPaths.competence(competence.slug)}>{competence.name}</a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  )
}
