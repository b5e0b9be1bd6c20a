/** Calls at Twilio's door: verified like its SMS, each step one message, the answer as TwiML that its pages allow. */
import { readFileSync } from 'node:fs'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { senderWithFetch } from '../../src/channels/twilio/send-with-fetch.ts'
import { twilio } from '../../src/channels/twilio/twilio.ts'
import { twilioRequest } from '../doubles/twilio.ts'

const NOW = 1_795_402_800_000
const who = { accountSid: 'AC00000000000000000000000000000001', authToken: 'test-auth-token' }
const publicUrl = 'https://bot.example.vn'
const door = (voice: boolean) =>
  twilio({ ...who, publicUrl, apiUrl: publicUrl, from: '+12025550100', voice, sender: senderWithFetch, fetch })
const speakOf = (voice: boolean) => door(voice).speak

interface Case {
  why: string
  path?: string
  n?: string
  fields: Record<string, string>
  kind?: 'malformed' | 'refused'
  says?: string
  id?: string
  from?: string
  automated?: true
}
const cases = parse(readFileSync('test/channels/payloads/twilio/calls.yaml', 'utf8')) as Case[]

const sentOf = (one: Case, how = {}) => {
  const path = one.path ?? '/webhooks/twilio/voice/answer'
  const query = one.n === undefined ? '' : `n=${one.n}`
  const base = { CallSid: 'CA0001', AccountSid: who.accountSid, From: '+84912345678', To: '+12025550100' }
  const signed = twilioRequest(
    { ...who, publicUrl },
    { ...base, ...one.fields },
    { path: query ? `${path}?${query}` : path, ...how },
  )
  return { method: 'POST', ...signed, path, query, receivedAt: NOW }
}

describe('a step of a call is read as it was meant', () => {
  test.for(cases)('$why', async (one) => {
    const reading = await door(true).read(sentOf(one))
    if (one.kind) return expect(reading.kind).toBe(one.kind)
    const message = {
      door: 'twilio',
      address: { kind: 'sms', value: one.from ?? '+84912345678' },
      externalId: one.id,
      content: { kind: 'text', text: one.says },
      sentAt: NOW,
      ...(one.automated ? { automated: true } : {}),
    }
    expect(reading).toEqual({ kind: 'accepted', messages: one.says ? [message] : [], receipts: [], ignored: [] })
  })

  test('the step is part of what was signed', async () => {
    const sent = sentOf(cases[1] ?? { why: '', fields: {} })
    expect((await door(true).read(sent)).kind).toBe('accepted')
    expect((await door(true).read({ ...sent, query: 'n=9' })).kind).toBe('refused')
    for (const how of [{ tamper: true }, { unsigned: true }, { authToken: 'other' }])
      expect((await door(true).read(sentOf(cases[1] ?? { why: '', fields: {} }, how))).kind).toBe('refused')
  })
})

describe('the answer', () => {
  test('speaks, pauses and waits for a key', () => {
    const { status, contentType, body } = speakOf(true)?.({
      language: 'vi',
      say: [{ text: 'Có & không' }, { text: 'Bấm phím 1: "<Có>".' }],
      keys: 'one',
      next: 'n=2&quiet=1',
    }) ?? { status: 0, contentType: '', body: '' }
    expect([status, contentType]).toEqual([200, 'text/xml; charset=utf-8'])
    expect(XMLValidator.validate(body)).toBe(true)
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf speech" numDigits="1" timeout="7" speechTimeout="auto" language="vi-VN" actionOnEmptyResult="true" method="POST" action="/webhooks/twilio/voice/answer?n=2&amp;quiet=1"><Say language="vi-VN">Có &amp; không</Say><Pause length="1"/><Say language="vi-VN">Bấm phím 1: &quot;&lt;Có&gt;&quot;.</Say></Gather></Response>',
    )
  })

  test('ends a number with the hash key, speaks English, and hangs up', () => {
    expect(speakOf(true)?.({ language: 'en', say: [{ text: 'How old?' }], keys: 'many', next: 'n=3' }).body).toMatch(
      /finishOnKey="#" .*language="en-US"/,
    )
    expect(speakOf(true)?.({ language: 'vi', say: [{ text: 'Chào' }], keys: 'one' }).body).toMatch(
      /<Say language="vi-VN">Chào<\/Say><Hangup\/><\/Response>$/,
    )
  })

  test('holds the line and comes back for the same step, in a voice of its own where a line has one', () => {
    expect(
      speakOf(true)?.({ language: 'vi', say: [{ text: '請等', voice: 'yue-HK' }], keys: 'many', again: 'n=2&wait=1' })
        .body,
    ).toMatch(
      /<Response><Say language="yue-HK">請等<\/Say><Pause length="1"\/><Redirect method="POST">\/webhooks\/twilio\/voice\/answer\?n=2&amp;wait=1<\/Redirect><\/Response>$/,
    )
  })

  test('there is none where calls are off', () => {
    expect(speakOf(false)).toBeUndefined()
  })
})
