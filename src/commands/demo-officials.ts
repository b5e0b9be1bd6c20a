/** Officials of the demonstration, one of each role. Their password is known to everybody, which is why the demo runs on one machine only. */
import { openAccounts } from '../accounts/accounts.ts'
import { grantScope, type Official, type Role } from '../core/official.ts'
import { keyedHash } from '../main/keyed-hash.ts'
import type { Store } from '../store/store.ts'

export const DEMO_PASSWORD = 'la-lanh-dum-la-rach'

export interface DemoOfficial {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly communes: readonly string[]
  readonly provinces: readonly string[]
}

const commune = { communes: ['demo'], provinces: [] }

export const DEMO_OFFICIALS: readonly DemoOfficial[] = [
  { email: 'can-bo@la-lanh.example', name: 'Đỗ Thị Minh', role: 'commune_officer', ...commune },
  { email: 'lanh-dao@la-lanh.example', name: 'Lương Văn Sơn', role: 'commune_leader', ...commune },
  // Nghệ An, so that there is a map to look at: its communes are real, what happens in them is invented.
  {
    email: 'cap-tinh@la-lanh.example',
    name: 'Phan Thị Hạnh',
    role: 'province_officer',
    communes: ['demo'],
    provinces: ['40'],
  },
  { email: 'chinh-sach@la-lanh.example', name: 'Ngô Văn Lâm', role: 'policy_staff', communes: [], provinces: [] },
  { email: 'quan-tri@la-lanh.example', name: 'Tạ Thị Yến', role: 'administrator', communes: [], provinces: [] },
]

export interface DemoHouse {
  readonly store: Store
  /** The server's own key, so that it knows these accounts. */
  readonly secret: string
  readonly now: () => number
}

/** By the same way as real ones: the first through the one-time link, the others invited. @throws when one is refused */
export async function makeOfficials({ store, secret, now }: DemoHouse): Promise<readonly Official[]> {
  const hash = (text: string) => Promise.resolve(keyedHash(secret, text))
  const { desk } = openAccounts({ store, secret, origin: 'http://localhost', keyedHash: hash, now })
  const administrator = DEMO_OFFICIALS.find(({ role }) => role === 'administrator')
  const first = await desk.firstLink()
  if (!administrator || first === null) throw new Error('The demo needs an empty database and an administrator.')
  await join(first, administrator)
  const by = asOfficial(administrator, 'demo')
  for (const one of DEMO_OFFICIALS) {
    if (one === administrator) continue
    const link = await desk.invite(by, one)
    if (typeof link !== 'string') throw new Error(`The demo could not invite ${one.role}.`)
    await join(link, one)
  }
  const ids = new Map((await desk.list(by)).map(({ email, id }) => [email, id]))
  return DEMO_OFFICIALS.map((one) => asOfficial(one, ids.get(one.email) ?? ''))

  async function join(link: string, { name, email, role }: DemoOfficial): Promise<void> {
    const outcome = await desk.accept(link, { name, email, password: DEMO_PASSWORD })
    if (outcome !== 'done') throw new Error(`The demo could not make ${role}: ${outcome}.`)
  }
}

/** As the services see one of them. */
function asOfficial({ email, name, role, communes, provinces }: DemoOfficial, id: string): Official {
  return { id, name, email, role, scope: grantScope({ by: id, communes, provinces }), secondFactor: false }
}
