import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Services } from '#infra/context.ts'
import { getSecret } from '#infra/secrets.queries.ts'
import { accountsPaths } from './accounts.paths.ts'
import { catalogueOfAccounts } from './accounts.words.ts'

/** Sign-in as the rest of the module uses it. */
export interface Identity {
  readonly auth: Auth
  /** A one-time sign-in token handed to the program rather than mailed: for the demo page and the command line. */
  issueToken(email: string): Promise<string>
}

type Auth = ReturnType<typeof openAuth>

const linkLife_s = 15 * 60
const sessionLife_s = 60 * 60 * 24 * 14

/**
 * Sign-in with better-auth: password, link by e-mail, sessions. Its own HTTP handler is not mounted: our pages call it,
 * so that every form works without JavaScript and every limit is ours.
 */
export async function openIdentity(services: Services): Promise<Identity> {
  const secret = await getSecret(services.db, 'session_cookie')
  const waiting = new Map<string, (token: string) => void>()
  const auth = openAuth(services, secret, async ({ email, token, metadata }) => {
    const handOver = waiting.get(String(metadata?.handOver))
    if (handOver) return handOver(token)
    await mailLink(services, email, token)
  })
  return {
    auth,
    async issueToken(email) {
      const { promise, resolve } = Promise.withResolvers<string>()
      const handOver = randomUUID()
      waiting.set(handOver, resolve)
      try {
        await auth.api.signInMagicLink({ body: { email, metadata: { handOver } }, headers: new Headers() })
        return await promise
      } finally {
        waiting.delete(handOver)
      }
    },
  }
}

async function mailLink({ settings, mailer, town }: Services, email: string, token: string): Promise<void> {
  const t = catalogueOfAccounts('fr')
  const link = `${settings.publicUrl}${accountsPaths.link(token)}`
  await mailer.send({
    to: email,
    subject: t('mail.link_subject'),
    text: t('mail.link_text', { link, town: town.name }),
  })
}

type SendLink = (link: { email: string; token: string; metadata?: Record<string, unknown> }) => Promise<void>

function openAuth({ db, settings }: Services, secret: string, sendMagicLink: SendLink) {
  return betterAuth({
    appName: 'Faire Commune',
    secret,
    baseURL: settings.publicUrl,
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own limits count by account and by address (accounts.rules.ts): one town hall shares one address.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: 'fc', useSecureCookies: settings.publicUrl.startsWith('https:') },
    user: {
      modelName: 'accounts',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      expiresIn: sessionLife_s,
      updateAge: 60 * 60 * 24,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        userId: 'account_id',
        providerId: 'provider_id',
        accountId: 'provider_account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    plugins: [
      magicLink({
        expiresIn: linkLife_s,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink,
      }),
    ],
  })
}
