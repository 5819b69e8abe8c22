import { catalogue } from '#web/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

export const catalogueOfAccounts = catalogue('accounts', { fr, en })
export type AccountsWords = ReturnType<typeof catalogueOfAccounts>
