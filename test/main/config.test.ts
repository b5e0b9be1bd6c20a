/** Settings: a door is on when its credentials are complete; half of them is refused with a sentence and without a value. */
import { describe, expect, test } from 'vitest'
import { ConfigError, type Environment, readConfig } from '../../src/main/config.ts'

const TELEGRAM = { TELEGRAM_BOT_TOKEN: '1:secret-token', TELEGRAM_WEBHOOK_SECRET: 'secret-header' }
const PHONE = {
  SMS_PHONE_URL: 'http://10.0.0.9:8080',
  SMS_PHONE_USER: 'u',
  SMS_PHONE_PASSWORD: 'p',
  SMS_PHONE_SIGNING_KEY: 'k',
}
const TWILIO = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+1', PUBLIC_URL: 'https://x.vn' }
const ESMS = { ESMS_API_KEY: 'a', ESMS_SECRET_KEY: 'b', ESMS_BRANDNAME: 'XA', ESMS_CALLBACK_SECRET: 'c' }

function refusal(env: Environment): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('settings', () => {
  test('nothing set: loopback, simulator on, every door off', () => {
    const config = readConfig({})
    expect([config.host, config.port, config.simulator, [...config.doors]]).toEqual(['127.0.0.1', 8787, true, []])
  })

  test.for<[Environment, boolean, string]>([
    [{}, true, 'a developer at the machine'],
    [{ NODE_ENV: 'production' }, false, 'production'],
    [{ NODE_ENV: 'production', SIMULATOR: 'on' }, true, 'asked for'],
    [{ HOST: '0.0.0.0' }, false, 'the network can reach it'],
    [{ HOST: '0.0.0.0', SIMULATOR: 'on' }, true, 'asked for'],
    [{ SIMULATOR: 'off' }, false, 'switched off'],
  ])('%j → simulator %s: %s', ([env, on]) => {
    expect(readConfig(env).simulator).toBe(on)
  })

  test.for<[Environment, string[], string]>([
    [TELEGRAM, ['Telegram'], 'complete'],
    [PHONE, ['the phone gateway'], 'complete'],
    [{ ...TWILIO, TWILIO_VOICE: 'on' }, ['Twilio'], 'calls belong to the same account'],
    [{ TWILIO_VOICE: 'off' }, [], 'calls are off by default'],
    [ESMS, ['eSMS'], 'complete without the short code'],
    [{ SMS_PHONE_URL: 'http://10.0.0.9:8080' }, [], 'an address alone is not credentials'],
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:1' }, [], 'an address alone is not credentials'],
    [{ PUBLIC_URL: 'https://xa.example.vn' }, [], 'shared with the console'],
    [{ TELEGRAM_BOT_TOKEN: '', TELEGRAM_WEBHOOK_SECRET: '' }, [], 'empty is absent'],
  ])('%j → doors %j: %s', ([env, doors]) => {
    expect([...readConfig(env).doors]).toEqual(doors)
  })

  test.for<[Environment, string]>([
    [{ TELEGRAM_BOT_TOKEN: '1:secret-token' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [{ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', PUBLIC_URL: 'https://x.vn' }, 'TWILIO_FROM'],
    [{ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+1' }, 'PUBLIC_URL'],
    [{ TWILIO_VOICE: 'on' }, 'TWILIO_VOICE is on'],
    [{ ...TWILIO, TWILIO_VOICE: 'yes' }, 'TWILIO_VOICE'],
    [{ ...ESMS, ESMS_MO_KEY: 'k' }, 'ESMS_MO_CPID'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY'],
    [{ PORT: 'eight' }, 'PORT'],
    [{ SCOPE: 'Tả Phìn' }, 'SCOPE'],
    [{ PUBLIC_URL: 'xa.example' }, 'PUBLIC_URL'],
  ])('%j is refused, naming %s', ([env, name]) => {
    expect(refusal(env)).toContain(name)
  })

  test('a refusal never prints a value', () => {
    expect(refusal({ TELEGRAM_BOT_TOKEN: '1:secret-token', SECRET_KEY: 'too-short-secret' })).not.toMatch(
      /secret-token|too-short-secret/,
    )
  })
})
