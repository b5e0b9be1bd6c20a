/** Buttons on Zalo: a tap comes back as an ordinary text message that is the button's payload, so payloads carry a mark. */
import type { Button } from '../../core/message.ts'

/** At most so many under one message, so many characters in a title (the latter from one live integration, unverified). */
export const BUTTONS = { max: 5, labelChars: 20, valueBytes: 64 }

const MARK = '#cb:'
/** What we ever put behind the mark. Anybody can type the mark; a text of any other shape stays a text. */
const VALUE = /^[\w.:@/-]{1,64}$/

/** The value of a tapped button, or null when the text is a person's own words. */
export function tappedValue(text: string): string | null {
  if (!text.startsWith(MARK)) return null
  const value = text.slice(MARK.length)
  return VALUE.test(value) ? value : null
}

/**
 * The buttons as `oa.query.hide`: the tap is not shown as a message of the person's.
 * A button that could not come back as itself, or that is one too many, is left out: its numbered line in the text still works.
 */
export function zaloButtons(buttons: readonly Button[]): readonly object[] {
  return buttons
    .filter((button) => VALUE.test(button.value))
    .slice(0, BUTTONS.max)
    .map((button) => ({
      type: 'oa.query.hide',
      title: shortened(button.label.normalize('NFC')),
      payload: MARK + button.value,
    }))
}

function shortened(label: string): string {
  return label.length <= BUTTONS.labelChars ? label : `${label.slice(0, BUTTONS.labelChars - 1).trimEnd()}…`
}
