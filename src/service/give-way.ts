/**
 * A person who wrote comes first: what nobody waits for (a broadcast written down, handed over, sent, counted) goes in small steps, one a turn
 * of the event loop, and none while somebody is being answered.
 */

import type { Ports } from './ports.ts'

/** Where somebody is always being answered, what runs by itself still takes a step this often. */
const LONGEST_WAIT_MS = 25

/** Resolves when the next small step may be taken. */
export type Step = () => Promise<void>
export type Paced = Ports & { readonly nextStep: Step }

export interface GiveWay {
  /** Somebody wrote; to be called back once they are answered. */
  arrive(): () => void
  readonly step: Step
}

/** For programs in which nobody writes meanwhile. */
export const atOnce: Step = () => Promise.resolve()

export function giveWay(): GiveWay {
  const waiting: (() => void)[] = []
  let answering = 0
  let isDue = false
  let patience: ReturnType<typeof setTimeout> | undefined

  function plan(): void {
    if (waiting.length === 0) return
    if (answering > 0) {
      patience ??= setTimeout(() => {
        patience = undefined
        take()
      }, LONGEST_WAIT_MS)
    } else if (!isDue) {
      isDue = true
      // After what has come in meanwhile has been read.
      setImmediate(() => {
        isDue = false
        if (answering === 0) take()
        else plan()
      })
    }
  }

  function take(): void {
    waiting.shift()?.()
    plan()
  }

  return {
    arrive() {
      answering++
      let isAnswered = false
      return () => {
        if (isAnswered) return
        isAnswered = true
        answering--
        if (answering > 0) return
        clearTimeout(patience)
        patience = undefined
        plan()
      }
    },
    step() {
      return new Promise((resolve) => {
        waiting.push(resolve)
        plan()
      })
    },
  }
}
