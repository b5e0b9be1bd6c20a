/** The replay rule of design.md: older than 26 h or more than 5 minutes ahead is refused, everything else is deduplicated by id. */

/** Providers re-send for up to a day (Zalo: 12 h, Telegram: 24 h); 26 h leaves them room. */
const OLDEST_MS = 26 * 3_600_000
const AHEAD_MS = 5 * 60_000

/** True when a request of that time must be refused. Both in milliseconds since 1970; use only times that the proof vouches for. */
export function outsideReplayWindow(sentAt: number, receivedAt: number): boolean {
  return !(sentAt >= receivedAt - OLDEST_MS && sentAt <= receivedAt + AHEAD_MS)
}
