import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const journalWords = catalogue('journal', { fr, en })
export type JournalWords = ReturnType<typeof journalWords>
