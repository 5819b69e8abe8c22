import type { ComponentChildren } from 'preact'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { presenceOn } from '../movements.rules.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import type { Party, SharedService } from '../shared-services.rules.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'

export interface InShell {
  readonly shell: Shell
}

/** A page of one service, below it in the crumbs. */
export function ServicePage({
  shell,
  service,
  title,
  width = 'wide',
  children,
}: InShell & {
  readonly service: Pick<SharedService, 'code' | 'title'>
  readonly title: string
  readonly width?: 'reading' | 'wide'
  readonly children: ComponentChildren
}) {
  const t = sharedServicesWords(shell.locale)
  return (
    <Page shell={shell} title={`${title}, ${service.title}`} width={width}>
      <p class="crumb">
        <a href={paths.list()}>{t('list.title')}</a> › <a href={paths.show(service.code)}>{service.title}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </Page>
  )
}

export function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** When a party joined, leaves or left; empty for one that was there from the start and stays. */
export function movementText(party: Party, today: CalendarDate, locale: Locale): string {
  const t = sharedServicesWords(locale)
  const presence = presenceOn(party, today)
  const joined = party.joinedOn && formatDay(party.joinedOn, locale)
  const leaves = party.leavesOn && formatDay(party.leavesOn, locale)
  if (joined && presence === 'ahead') return t('movement.ahead', { day: joined })
  const since = joined ? [t('movement.joined', { day: joined })] : []
  const until =
    leaves && (presence === 'gone' || presence === 'leaving')
      ? [t(`movement.${presence}`, { day: leaves })]
      : []
  return [...since, ...until].join(' · ')
}

/** The name of a party; a fictional one says so. */
export function partyName(party: Party, t: SharedServicesWords): string {
  return party.isFictional ? t('party.fictional', { name: party.name }) : party.name
}

export function euros(cents: number | bigint, locale: Locale): string {
  return formatEuros(Number(cents), locale)
}

/** `–` for what is not known. */
export function known(value: number | null, locale: Locale): string {
  return value === null ? '–' : formatNumber(value, locale)
}

/** An amount with its sign: `+1 200 €`. */
export function signedEuros(cents: number, locale: Locale): string {
  return `${cents > 0 ? '+' : ''}${formatEuros(cents, locale)}`
}
