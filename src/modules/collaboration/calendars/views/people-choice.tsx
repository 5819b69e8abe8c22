import type { ServiceMember } from '#modules/people/services/services.public.ts'
import type { FormState } from '#web/form.tsx'
import type { CalendarsWords } from '../calendars.words.ts'

interface PeopleChoiceProps {
  readonly people: readonly (ServiceMember & { readonly serviceId: string; readonly serviceName: string })[]
  readonly state: FormState
  readonly t: CalendarsWords
}

/** Colleagues to tick, folded by service; a service where somebody is ticked stands open. */
export function PeopleChoice({ people, state, t }: PeopleChoiceProps) {
  const chosen = new Set((state.values.invites ?? '').split(','))
  const services = Map.groupBy(people, ({ serviceName }) => serviceName)
  if (people.length === 0) return <p>{t('people.none')}</p>
  return (
    <div class="field" id="invites">
      {[...services].map(([service, members]) => {
        const count = members.filter(({ id }) => chosen.has(id)).length
        return (
          <details class="people-service" open={count > 0}>
            <summary>
              {service}{' '}
              <span class="muted">{count > 0 ? t('people.chosen', { count }) : members.length}</span>
            </summary>
            <div class="choice-columns">
              {members.map(({ id, name, title }) => (
                <div class="choice">
                  <input
                    type="checkbox"
                    id={`invite-${id}`}
                    name="invites"
                    value={id}
                    checked={chosen.has(id)}
                  />
                  <label for={`invite-${id}`}>
                    {name} <span class="field-hint">{title}</span>
                  </label>
                </div>
              ))}
            </div>
          </details>
        )
      })}
    </div>
  )
}
