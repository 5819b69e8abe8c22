import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { catalogue } from './words.ts'

/** Words of the shell and of the pieces that every module uses. */
export const webWords = catalogue('web', { fr, en })
export type WebWords = ReturnType<typeof webWords>
