/** Sends through Twilio with fetch alone, for Workers, where Twilio's client would be 3.6 MB of bundle. */
import { basicAuth } from '../basic-auth.ts'
import { callProvider } from '../http-call.ts'
import type { TwilioSender } from './twilio.ts'

/** The same request as Twilio's client makes; a test compares them. */
export const senderWithFetch: TwilioSender = (request, signal) => {
  const { accountSid, authToken, apiUrl, to, statusCallback, from, messagingServiceSid, body } = request
  const form = new URLSearchParams({ To: to, StatusCallback: statusCallback })
  if (from !== undefined) form.set('From', from)
  if (messagingServiceSid !== undefined) form.set('MessagingServiceSid', messagingServiceSid)
  form.set('Body', body)
  const init = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
      'Accept-Charset': 'utf-8',
      Authorization: basicAuth(accountSid, authToken),
    },
    body: form.toString(),
  }
  const path = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`
  return callProvider(request.fetch, apiUrl + path, init, signal)
}
