/** The key that signs cookies and keyed hashes: from the environment, else made once beside the database (design §7). */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Config, ConfigError } from './config.ts'

/**
 * @throws ConfigError in production when the database exists and its key does not: a new key would silently orphan what the old one signed
 */
export function secretKey(config: Config, databaseFile: string): string {
  if (config.secretKey !== null) return config.secretKey
  const file = path.join(path.dirname(databaseFile), 'secret.key')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (config.production && existsSync(databaseFile)) {
    throw new ConfigError([
      `SECRET_KEY is not set, ${file} is gone, and the database exists. Put the key back (or set SECRET_KEY) before starting.`,
    ])
  }
  mkdirSync(path.dirname(file), { recursive: true })
  const made = randomBytes(32).toString('base64url')
  // `wx`: two processes starting at once must not end up with two keys.
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
