import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const scenariosWords = catalogue('scenarios', { fr, en })
export type ScenariosWords = ReturnType<typeof scenariosWords>
