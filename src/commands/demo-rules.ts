/** Where the demonstration may run: officials with passwords that everybody knows must never stand beside real people's data. */
import { databaseFile, type Environment, readConfig } from '../main/config.ts'

export const DEMO_DATABASE = 'data/demo.db'

/** Why not, as sentences that say what to do; empty: it may run. @throws ConfigError for settings that are wrong in themselves */
export function whyNoDemo(env: Environment): readonly string[] {
  const config = readConfig(env)
  const why: string[] = []
  if (config.production) why.push('NODE_ENV is production: officials of the demo have passwords that everybody knows.')
  if (config.scope.length > 0) why.push('SCOPE names real communes: the demo has a fictional one. Unset SCOPE.')
  if (config.doors.size > 0)
    why.push(
      `Real doors are configured (${[...config.doors].join(', ')}): the demo must reach nobody. Unset their variables.`,
    )
  if (!['127.0.0.1', '::1', 'localhost'].includes(config.host))
    why.push('HOST is not this machine alone: whoever reaches it could sign in. Unset HOST.')
  if (config.publicUrl !== null) why.push('PUBLIC_URL is set: the demo is for this machine alone. Unset it.')
  if (env.DATABASE_URL && !/(?:^|[/\\])demo\.db$/.test(databaseFile(env.DATABASE_URL)))
    why.push(
      `DATABASE_URL is another database: the demo writes only into a file named demo.db. Unset it for ${DEMO_DATABASE}.`,
    )
  return why
}
