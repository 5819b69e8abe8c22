import { z } from 'zod'
import { roles } from '#kernel/roles.ts'

export const signInInput = z.object({
  courriel: z.email('email'),
  mot_de_passe: z.string('password_missing').min(1, 'password_missing'),
  retour: z.string().optional(),
})

export const linkInput = z.object({ courriel: z.email('email') })

export const passwordInput = z.object({
  nouveau: z.string('password_short').min(12, 'password_short').max(200, 'password_long'),
})

export const accountInput = z.object({
  nom: z.string('name_missing').min(1, 'name_missing').max(120, 'name_long'),
  courriel: z.email('email'),
  fonction: z.string().max(160, 'title_long').default(''),
})

export const grantInput = z.object({
  role: z.enum(roles, 'role_unknown'),
  debut: z.iso.date('date'),
})
