import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const lawWords = catalogue('law', { fr, en })
export type LawWords = ReturnType<typeof lawWords>
