import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const deliberationsWords = catalogue('deliberations', { fr, en })
export type DeliberationsWords = ReturnType<typeof deliberationsWords>
