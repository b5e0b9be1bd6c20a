/** Whoever wrote comes first: what nobody waits for goes in steps, and rests while somebody is being answered. */
import { describe, expect, test } from 'vitest'
import { simulator } from '../../src/channels/simulator/simulator.ts'
import { giveWay } from '../../src/service/give-way.ts'
import { openBroadcastHouse } from './broadcast-house.ts'

const turnOfTheLoop = () => new Promise((done) => setImmediate(done))

describe('a step', () => {
  test('is taken once a turn of the event loop, in the order asked for', async () => {
    const way = giveWay()
    const taken: string[] = []
    for (const name of ['a', 'b', 'c']) void way.step().then(() => taken.push(name))
    expect(taken).toEqual([])
    await turnOfTheLoop()
    expect(taken).toEqual(['a'])
    await turnOfTheLoop()
    expect(taken).toEqual(['a', 'b'])
    await turnOfTheLoop()
    expect(taken).toEqual(['a', 'b', 'c'])
  })

  test('waits for all who are being answered', async () => {
    const way = giveWay()
    const [first, second] = [way.arrive(), way.arrive()]
    let isTaken = false
    const step = way.step().then(() => {
      isTaken = true
    })
    first()
    first() // told twice, it counts once
    await turnOfTheLoop()
    await turnOfTheLoop()
    expect(isTaken).toBe(false)
    second()
    await step
  })

  test('is put off by somebody who writes before it is taken', async () => {
    const way = giveWay()
    let isTaken = false
    const step = way.step().then(() => {
      isTaken = true
    })
    const answered = way.arrive()
    await turnOfTheLoop()
    await turnOfTheLoop()
    expect(isTaken).toBe(false)
    answered()
    await step
  })

  test('is taken all the same now and then where people write without a pause', async () => {
    const way = giveWay()
    const answered = way.arrive()
    await way.step()
    await way.step()
    answered()
  })
})

test('no announcement leaves while somebody is being answered; afterwards everyone has it once', async () => {
  const door = simulator()
  const left: string[] = []
  let atSend: (() => void) | undefined
  const house = await openBroadcastHouse({
    ...door,
    send(message, signal) {
      left.push(message.address.value)
      if (left.length === 5) atSend?.()
      return door.send(message, signal)
    },
  })
  try {
    const people = await house.people(60)
    await house.approved()
    left.length = 0
    const newcomer = '+84990000001'
    let leftMeanwhile = -1
    atSend = () => {
      const message = {
        ...{ door: 'simulator' as const, address: { kind: 'sms' as const, value: newcomer }, externalId: 'now' },
        ...{ content: { kind: 'text' as const, text: 'menu' }, sentAt: house.now() },
      }
      const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
      void house.work
        .accept('simulator', reading, { holdReplies: true })
        .then(({ turns }) => Promise.all(turns))
        .then(() => {
          leftMeanwhile = left.length - 5
        })
    }
    for (let i = 0; i < 5; i++) await house.sweep()
    expect(leftMeanwhile).toBe(0)
    expect(left.filter((to) => to !== newcomer).toSorted()).toEqual([...people].toSorted())
  } finally {
    await house.close()
  }
})
