import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const notesWords = catalogue('notes', { fr, en })
export type NotesWords = ReturnType<typeof notesWords>
