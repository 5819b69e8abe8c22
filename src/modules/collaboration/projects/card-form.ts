import { formatDecimalPlain } from '#kernel/decimal.ts'
import type { FormState } from '#web/form.tsx'
import type { Card } from './cards.queries.ts'
import type { ProjectsWords } from './projects.words.ts'

type Values = Readonly<Record<string, string | undefined>>

/** A card as its form shows it. */
export function cardForm(card: Card, assignees: readonly string[], labels: readonly string[]): Values {
  return {
    titre: card.title,
    description: card.description,
    debut: card.startsOn ?? '',
    echeance: card.dueOn ?? '',
    charge: card.effortMin === null ? '' : formatDecimalPlain(card.effortMin / 60),
    repetition: card.repeats ?? '',
    personnes: assignees.join(','),
    etiquettes: labels.join(', '),
    colonne: card.columnId,
    version: String(card.version),
  }
}

/** Beside each field that somebody else wrote otherwise meanwhile: what is stored now. */
export function storedCardErrors(t: ProjectsWords, sent: Values, stored: Values): FormState['errors'] {
  const names = ['titre', 'description', 'debut', 'echeance', 'charge', 'etiquettes'] as const
  return Object.fromEntries(
    names
      .filter((name) => sent[name] !== undefined && sent[name] !== (stored[name] ?? ''))
      .map((name) => [name, t('error.stored_now', { value: stored[name] ?? '' })]),
  )
}
