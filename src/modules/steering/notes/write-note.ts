import { formatDay } from '#web/formats.ts'
import { typeset } from '#web/typography.ts'
import { type Block, mapTexts, type NoteDocument } from './document.rules.ts'
import { writeSources } from './note-annex.ts'
import { writeBudget } from './note-budget.ts'
import { writeComparison } from './note-comparison.ts'
import { writeBlockingConditions, writeDecisions } from './note-decisions.ts'
import { writeEssentials } from './note-essentials.ts'
import { lawOf, writeLawAnnex } from './note-law.ts'
import { writeParts } from './note-measures.ts'
import { type NoteDesk, type NoteSource, openDesk, periodOf } from './note-source.ts'

/** Writes the note to the mayor: the same figures for its page, its word file and its PDF. */
export function writeNote(source: NoteSource): NoteDocument {
  const desk = openDesk(source)
  const { t } = desk
  const { town, author, mayor, date, locale } = source
  const law = lawOf(source)
  const note: NoteDocument = {
    locale,
    title: t('title'),
    letterhead: {
      sender: [author.name, author.title, t('town_line', { town: town.name })].filter((line) => line !== ''),
      placeAndDate: t('place_date', { town: town.name, date: formatDay(date, locale) }),
      addressee: mayor ? t('addressee', { name: mayor.name, title: mayor.title }) : t('addressee_unknown'),
    },
    subject: t('subject', { scenario: source.scenario.title, ...periodOf(source) }),
    warning: town.isFictional ? t('warning', { town: town.name }) : null,
    blocks: [
      writeEssentials(desk),
      ...writeIntroduction(desk),
      ...writeParts(desk, law),
      ...writeComparison(desk),
      ...writeBudget(desk),
      ...writeBlockingConditions(desk),
      ...writeDecisions(desk),
      ...writeLawAnnex(desk, law),
      ...writeSources(desk),
    ],
  }
  return mapTexts(note, (text) => typeset(text, locale))
}

function writeIntroduction(desk: NoteDesk): Block[] {
  const { source, t } = desk
  const { scenario, measures } = source
  const choice = t('intro.choice', { count: measures.length, all: scenario.candidates, ...periodOf(source) })
  return [
    { kind: 'heading', level: 1, text: t('intro.title') },
    { kind: 'paragraph', text: t('intro.wish') },
    {
      kind: 'paragraph',
      text: t('intro.scenario', { scenario: scenario.title, summary: scenario.summary }).trim(),
    },
    { kind: 'paragraph', text: choice },
    { kind: 'paragraph', text: t('intro.estimates'), look: 'quiet' },
    { kind: 'facts', facts: [{ term: t('intro.plan'), items: [t('plan.I'), t('plan.II'), t('plan.III')] }] },
  ]
}
