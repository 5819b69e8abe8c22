import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import type { DirectoryCard } from '../directory.queries.ts'
import { hoursText } from '../hours-text.ts'
import { parseOpeningHours } from '../opening-hours.rules.ts'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import type { Topic } from '../record.rules.ts'

export interface PrintProps {
  readonly cards: readonly DirectoryCard[]
  readonly topics: readonly Topic[]
  readonly filter: DirectoryFilter
}

/** The directory on paper: by topic, what somebody needs to go there or to call. */
export function PrintPage({ shell, cards, topics, filter }: PrintProps & { readonly shell: Shell }) {
  const t = organisationsWords(shell.locale)
  const roots = topics.filter((topic) => topic.parentId === null)
  const isUnder = (card: DirectoryCard, root: Topic) =>
    topics.some(({ id, parentId }) => card.topics.includes(id) && (parentId ?? id) === root.id)
  const placed = roots
    .map((root) => ({ title: root.label[shell.locale], list: cards.filter((card) => isUnder(card, root)) }))
    .filter(({ list }) => list.length > 0)
  const others = cards.filter((card) => card.topics.length === 0)
  return (
    <Page shell={shell} title={t('print.title', { town: shell.town.name })} width="wide">
      <p class="crumb no-print">
        <a href={organisationsPaths.list(filter)}>{t('sheet.back')}</a>
      </p>
      <h1>{t('print.title', { town: shell.town.name })}</h1>
      <p class="no-print">{t('print.hint')}</p>
      {cards.length === 0 ? <p class="empty">{t('list.empty')}</p> : null}
      {placed.map(({ title, list }) => (
        <Section title={title} cards={list} t={t} shell={shell} />
      ))}
      {others.length > 0 ? <Section title={t('print.others')} cards={others} t={t} shell={shell} /> : null}
    </Page>
  )
}

function Section({
  title,
  cards,
  t,
  shell,
}: {
  title: string
  cards: readonly DirectoryCard[]
  t: OrganisationsWords
  shell: Shell
}) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="directory-paper">
        {cards.map((card) => (
          <li>
            <strong>{card.name}</strong>
            {card.places.map((place) => (
              <>
                <br />
                {[place.street, `${place.postcode} ${place.city}`.trim()].filter(Boolean).join(', ')}
                {place.openingHours ? (
                  <>
                    <br />
                    {hoursOf(place.openingHours, shell)}
                  </>
                ) : null}
              </>
            ))}
            {card.telephone || card.email ? (
              <>
                <br />
                {[card.telephone, card.email].filter(Boolean).join(t('print.between'))}
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function hoursOf(written: string, shell: Shell): string {
  const hours = parseOpeningHours(written)
  return hours.ok ? hoursText(hours.value, shell.locale).join(' ; ') : written
}
