import type { Locale } from '#kernel/locale.ts'
import { type Choice, type FormState, SelectField, TextField } from '#web/form.tsx'
import type { CommuneChoice } from '../located.queries.ts'
import type { DirectoryFilter } from '../organisations.paths.ts'
import type { OrganisationsWords } from '../organisations.words.ts'
import type { Topic } from '../record.rules.ts'

export interface FiltersProps {
  readonly action: string
  readonly filter: DirectoryFilter
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly communes: readonly CommuneChoice[]
  readonly t: OrganisationsWords
  readonly locale: Locale
}

export function DirectoryFilters(props: FiltersProps) {
  const { action, filter, topics, districts, communes, t, locale } = props
  const state: FormState = {
    values: {
      q: filter.search,
      etat: filter.status === 'closed' ? 'fermee' : filter.status,
      theme: filter.topic,
      quartier: filter.district,
      commune: filter.commune,
    },
    errors: {},
  }
  return (
    <search>
      <form method="get" action={action} class="filters">
        <TextField name="q" label={t('list.filter_search')} type="search" state={state} />
        <SelectField
          name="theme"
          label={t('field.topics')}
          empty={t('list.filter_all_topics')}
          state={state}
          choices={topicChoices(topics, locale, t)}
        />
        {districts.length > 0 ? (
          <SelectField
            name="quartier"
            label={t('field.district')}
            empty={t('list.filter_all_districts')}
            state={state}
            choices={districts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {communes.length > 1 || filter.commune ? (
          <SelectField
            name="commune"
            label={t('field.commune')}
            empty={t('list.filter_all_communes')}
            state={state}
            choices={communes.map(({ code, name, places }) => ({
              value: code,
              label: t('list.commune_choice', { name, count: places }),
            }))}
          />
        ) : null}
        <SelectField
          name="etat"
          label={t('list.filter_status')}
          empty={t('list.filter_all')}
          state={state}
          choices={[
            { value: 'active', label: t('status.active') },
            { value: 'fermee', label: t('status.closed') },
          ]}
        />
        <button class="button" type="submit">
          {t('list.filter_apply')}
        </button>
      </form>
    </search>
  )
}

function topicChoices(topics: readonly Topic[], locale: Locale, t: OrganisationsWords): Choice[] {
  return topics.map((topic) => {
    const parent = topics.find(({ id }) => id === (topic.parentId ?? topic.id)) ?? topic
    return {
      value: topic.id,
      label:
        topic.parentId === null ? t('list.whole_topic', { topic: topic.label[locale] }) : topic.label[locale],
      group: parent.label[locale],
    }
  })
}
