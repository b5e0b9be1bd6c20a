/** Officials of the demonstration, one of each role. Their password is known to everybody, which is why the demo runs on one machine only. */
import { grantScope, type Official, type Role } from '../core/official.ts'

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

/** As the services see one of them. */
export function asOfficial({ email, name, role, communes, provinces }: DemoOfficial, id: string): Official {
  return { id, name, email, role, scope: grantScope({ by: id, communes, provinces }), secondFactor: false }
}
