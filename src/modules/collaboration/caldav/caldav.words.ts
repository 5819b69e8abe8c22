import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const caldavWords = catalogue('caldav', { fr, en })
