/** The key that signs cookies and keyed hashes: from the environment, else made once beside the database (design §7). */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { type Config, ConfigError } from './config.ts'

/** Shorter keys could be guessed; config.ts asks the same of SECRET_KEY. */
const SHORTEST = 32

/**
 * @throws ConfigError in production when the database exists and its key does not (a new key would silently orphan what the old one
 * signed), and when the file cannot be written or holds no key
 */
export function secretKey(config: Config, databaseFile: string): string {
  if (config.secretKey !== null) return config.secretKey
  const file = path.join(path.dirname(databaseFile), 'secret.key')
  try {
    if (!existsSync(file)) {
      if (config.production && existsSync(databaseFile)) throw keyIsGone(file)
      makeKey(file)
    }
    const key = readFileSync(file, 'utf8').trim()
    if (key.length >= SHORTEST) return key
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new ConfigError([
      `The key file ${file} cannot be read or written (${code}). Give this account the right to, point DATABASE_URL at another folder, or set SECRET_KEY.`,
    ])
  }
  throw new ConfigError([
    `${file} holds no key of at least ${SHORTEST} characters. Put the right one back, or set SECRET_KEY; delete the file only if nothing was stored yet.`,
  ])
}

function keyIsGone(file: string): ConfigError {
  return new ConfigError([
    `SECRET_KEY is not set, ${file} is gone, and the database exists. Put the key back (or set SECRET_KEY) before starting.`,
  ])
}

/** Written aside and then linked into place: a crash leaves no half a key, and of two processes starting at once one wins. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(aside, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
