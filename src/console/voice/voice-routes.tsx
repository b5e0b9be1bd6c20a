/** `/y-kien`: open to all, without sign-in and without script. */
import type { Hono } from 'hono'
import { placeName } from '../../service/desk-places.ts'
import type { Ports } from '../../service/ports.ts'
import { publicVoice } from '../../service/public-voice.ts'
import { v } from '../feedback/feedback-words.ts'
import { frameOf } from '../frame.ts'
import type { ConsoleEnv } from '../guard.ts'
import { documentOf } from '../layout.tsx'
import { VoicePage } from './voice-page.tsx'

export const VOICE = '/y-kien'

export function voicePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  app.get(VOICE, async (c) => {
    const { page, version } = c.var
    const voice = await publicVoice(ports)
    const children = (
      <VoicePage page={page} voice={voice} placeOf={(commune, province) => placeName(ports, commune, province) ?? ''} />
    )
    // The look chosen by the reader is in it.
    c.header('Cache-Control', 'private, no-cache')
    return c.html(documentOf({ page, title: v(page, 'voice.title'), version, frame: frameOf(c), children }))
  })
}
