/** Sends with Twilio's own client on Node; the wire below it is ours, so that deadline, cap and base address are the same everywhere. */
import twilioClient from 'twilio'
import { basicAuth } from '../basic-auth.ts'
import { type CallResult, callProvider } from '../http-call.ts'
import type { TwilioRequest, TwilioSender } from './twilio.ts'

type HttpClient = NonNullable<NonNullable<Parameters<typeof twilioClient>[2]>['httpClient']>
type ClientCall = Parameters<HttpClient['request']>[0]

/** One `messages.create`; what came back over the wire is returned as it was, the client's errors carry nothing more. */
export const senderWithClient: TwilioSender = async (request, signal) => {
  let result: CallResult = { kind: 'not_sent', code: 'client_refused' }
  const wire = {
    async request(call: ClientCall) {
      result = await callOverFetch(request, call, signal)
      if (result.kind !== 'answer') throw new Error(result.code)
      return { statusCode: result.status, body: result.text, headers: {} }
    },
  }
  const { to, statusCallback, from, messagingServiceSid, body } = request
  const sender = { ...(from === undefined ? {} : { from }), ...(messagingServiceSid ? { messagingServiceSid } : {}) }
  try {
    // The client's type asks for its own class, but it only ever calls `request` (twilio 6.2.0, lib/base/BaseTwilio.js).
    const httpClient = wire as unknown as HttpClient
    const client = twilioClient(request.accountSid, request.authToken, { httpClient, autoRetry: false })
    await client.messages.create({ to, statusCallback, ...sender, body })
  } catch {
    // Every refusal and every broken line ends here as an error; `result` tells which it was.
  }
  return result
}

/** The client knows only twilio.com: path and form are its own, the base address and the credentials' header are written here. */
function callOverFetch(request: TwilioRequest, call: ClientCall, signal?: AbortSignal): Promise<CallResult> {
  const { pathname, search } = new URL(call.uri)
  const init = {
    method: call.method.toUpperCase(),
    headers: { ...call.headers, Authorization: basicAuth(call.username ?? '', call.password ?? '') },
    body: new URLSearchParams(Object.entries(call.data ?? {})).toString(),
  }
  return callProvider(request.fetch, request.apiUrl + pathname + search, init, signal)
}
