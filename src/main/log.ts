/** Logs as JSON lines: event names, ids and counts only. Personal data cannot get in, because only `LogFields` are taken. */
import { pino } from 'pino'
import type { Log } from '../service/ports.ts'

export function pinoLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    info: (what, fields) => logger.info({ ...fields }, what),
    warn: (what, fields) => logger.warn({ ...fields }, what),
    error: (what, fields) => logger.error({ ...fields }, what),
  }
}
