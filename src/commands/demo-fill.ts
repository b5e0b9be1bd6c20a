/** The demo's database: who speaks, who works there, and the invented stories played as if each had happened when it says. */
import { type Official, type Role, systemScope } from '../core/official.ts'
import { assemble } from '../main/assemble.ts'
import { DEMO_MARK } from '../main/demo-mark.ts'
import { makeToken } from '../service/api-tokens.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { readStories } from './demo-format.ts'
import { makeOfficials } from './demo-officials.ts'
import { inventedPhones } from './demo-stage.ts'
import { playStories } from './demo-stories.ts'

const QUIET = { info() {}, warn() {}, error: (what: string) => process.stderr.write(`[${what}]\n`) }
const NO_METER = { count() {}, observe() {} }

export interface DemoFilled {
  readonly cases: number
  /** What did not go as the stories say. */
  readonly trouble: readonly string[]
}

/** Into a new file. @throws when it cannot be written */
export async function fillDemo(file: string, secret: string, now: number): Promise<DemoFilled> {
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  const clock = { now }
  try {
    await store.organisations.seed({ code: DEMO_MARK, name: 'npm run demo', dutyOfficers: [] })
    // Before the usual one, so that alarms reach somebody: a number that nobody has.
    const duty = { name: 'Trực ban', address: { kind: 'sms' as const, value: '+84000000900' } }
    await store.organisations.seed({ code: 'demo', name: 'UBND xã Lá Lành', dutyOfficers: [duty] })
    const stories = readStories()
    const phones = inventedPhones(stories.phones)
    const stage = await assemble({
      ...{ store, channels: [phones.channel], log: QUIET, meter: NO_METER },
      ...{ now: () => clock.now, scope: [], sharedDatabase: false },
    })
    const officials = await makeOfficials({ store, secret, now: () => now })
    const agency = { agency: 'Sở Nông nghiệp và Môi trường (bịa)', months: '6', places: ['demo'] }
    await makeToken(stage.ports, by('administrator'), { ...agency, scopes: ['cases:read', 'feedback:read'] })
    const cast = { officer: by('commune_officer'), leader: by('commune_leader'), province: by('province_officer') }
    const trouble: string[] = []
    const complain = (what: string) => void trouble.push(what)
    const report = async () => {
      const receipts = phones.reported()
      if (receipts.length > 0)
        await stage.work.accept('simulator', { kind: 'accepted', messages: [], receipts, ignored: [] })
    }
    await playStories({ ...stage, clock, cast, now, complain }, stories, report)
    await stage.work.idle()
    // Nothing that is due later wakes up over a closed file.
    stage.work.deliver.stop()
    const { total } = await store.cases.list(systemScope(), {}, { limit: 0, offset: 0 })
    return { cases: total, trouble }

    function by(role: Role): Official {
      const found = officials.find((one) => one.role === role)
      if (!found) throw new Error(`The demo has no ${role}.`)
      return found
    }
  } finally {
    await store.close()
  }
}
