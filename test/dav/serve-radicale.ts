import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Endpoint } from './endpoint.ts'

const [user, password] = ['marie', 'marie']

/** Radicale, the control: a script that fails on it too is wrong itself. */
export async function serveRadicale(program: string): Promise<Endpoint> {
  const folder = mkdtempSync(path.join(tmpdir(), 'radicale-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  writeFileSync(path.join(folder, 'users'), `${user}:${password}\n`)
  writeFileSync(
    path.join(folder, 'config'),
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${folder}/users\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = ${folder}/tree\n`,
  )
  const child = spawn(program, ['--config', path.join(folder, 'config')], {
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin', HOME: folder, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  })
  const calendar = `/${user}/equipe/`
  await untilMade(`${origin}${calendar}`)
  return {
    name: 'Radicale',
    origin,
    root: `${origin}/`,
    calendar,
    user,
    password,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** Makes the calendar as soon as the server answers, at most a minute from now. */
async function untilMade(url: string): Promise<void> {
  const headers = { Authorization: `Basic ${btoa(`${user}:${password}`)}` }
  for (let tries = 0; tries < 600; tries++) {
    const made = await fetch(url, { method: 'MKCALENDAR', headers }).catch(() => null)
    if (made?.status === 201) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Radicale did not start')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
