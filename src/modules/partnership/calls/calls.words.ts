import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const callsWords = catalogue('calls', { fr, en })
export type CallsWords = ReturnType<typeof callsWords>
