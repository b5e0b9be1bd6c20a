/** What a passkey needs in the browser; without it, or in a browser that knows no passkeys, the buttons stay hidden. */
import { fingerprint } from './fingerprint.ts'

export const PASSKEY_SCRIPT = `(() => {
  const usable = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON
  if (!usable) return
  const fault = document.querySelector('[data-passkey-fault]')
  const ask = async (path, method, body) => {
    const answer = await fetch('/console/auth/passkey/' + path, {
      method, credentials: 'same-origin',
      headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(path)
    return answer.json()
  }
  const doing = {
    'sign-in': async () => {
      const options = await ask('generate-authenticate-options', 'GET')
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
      const found = await navigator.credentials.get({ publicKey })
      await ask('verify-authentication', 'POST', { response: found.toJSON() })
      const next = document.querySelector('[name=next]')
      location.assign((next && next.value) || '/console')
    },
    add: async (button) => {
      const options = await ask('generate-register-options', 'GET')
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
      const made = await navigator.credentials.create({ publicKey })
      const name = document.querySelector('[name=passkey_name]')
      await ask('verify-registration', 'POST', { response: made.toJSON(), name: (name && name.value) || button.dataset.name })
      location.assign('/console/account?done=sign-in:passkey_added')
    },
  }
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      if (fault) fault.hidden = true
      try { await doing[button.dataset.passkey](button) } catch { if (fault) fault.hidden = false }
    })
  }
})()
`
export const PASSKEY_ADDRESS = '/console/passkey.js'
export const PASSKEY_TAG = fingerprint(PASSKEY_SCRIPT)
