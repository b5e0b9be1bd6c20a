/** What officials see of an event's answers: counts by commune and lists of people, each within a scope. */
import { sql } from 'drizzle-orm'
import type { AddressKind } from '../core/address.ts'
import type { Household } from '../core/household.ts'
import { VULNERABLE, type Vulnerable } from '../core/report.ts'
import { scopeValues } from './case-scope.ts'
import type { CheckInList, CheckInRow, CheckInStatus, CheckInStore, HelpAnswer } from './check-in-store.ts'
import type { Port } from './port.ts'
import { given, prepareRead } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'

const inScope = sql`(${given('everywhere')} = 1 or k.commune in (select value from json_each(${given('communes')})))`
/** The question as it was written: same address, same instant. */
const delivery = sql`(select d.status from deliveries as d where d.address_id = k.address_id and d.created_at = k.asked_at
  and d.lane = 'bulk' limit 1)`

const count = {
  commune: sql<string | null>`commune`,
  asked: sql<number>`sum(asked_at is not null)`,
  safe: sql<number>`sum(status = 'safe')`,
  needHelp: sql<number>`sum(status = 'need_help')`,
  noAnswer: sql<number>`sum(status = 'asked' and asked_at is not null)`,
  notAsked: sql<number>`sum(status = 'asked' and asked_at is null)`,
  waiting: sql<number>`sum(coalesce(delivery in ('queued', 'sending'), 0))`,
  failed: sql<number>`sum(coalesce(delivery in ('failed', 'expired', 'stopped'), 0))`,
  followedUp: sql<number>`sum(coalesce(followed_up_at, 0) > 0)`,
  full: sql<number>`sum(coalesce(help = 'full', 0))`,
  part: sql<number>`sum(coalesce(help = 'part', 0))`,
  none: sql<number>`sum(coalesce(help = 'none', 0))`,
}
const counts = prepareRead(count, (f) =>
  asIs(
    sql`select ${columns(f)} from (select k.*, ${delivery} as delivery from check_ins as k
        where k.disaster_id = ${given('id')} and ${inScope}) group by commune order by commune`,
  ),
)

/** Which people each list holds. */
const WHICH: Readonly<Record<CheckInList, string>> = {
  need_help: "k.status = 'need_help'",
  no_answer: "k.status = 'asked' and k.asked_at is not null",
  not_asked: "k.status = 'asked' and k.asked_at is null",
  safe: "k.status = 'safe'",
  no_support: "k.help in ('none', 'part')",
}
const person = {
  contactId: sql<string>`k.contact_id`,
  name: sql<string | null>`p.name`,
  kind: sql<AddressKind | null>`a.kind`,
  value: sql<string | null>`a.value`,
  commune: sql<string | null>`k.commune`,
  status: sql<CheckInStatus>`k.status`,
  askedAt: sql<number | null>`k.asked_at`,
  answeredAt: sql<number | null>`k.answered_at`,
  help: sql<HelpAnswer | null>`k.help`,
  household: sql<
    string | null
  >`(select json_extract(s.data, '$.household') from sessions as s where s.contact_id = p.id)`,
  /** Of all their own reports: who is old or ill stays so from one flood to the next. */
  reported: sql<string>`(select coalesce(json_group_array(json_extract(c.report, '$.vulnerable')), '[]') from cases as c
    where c.contact_id = p.id and json_extract(c.report, '$.vulnerable') is not null
      and coalesce(json_extract(c.report, '$.forWhom'), 'self') <> 'neighbour')`,
  openCase: sql<string | null>`(select c.code from cases as c where c.contact_id = p.id and c.kind = 'hardship'
    and c.status not in ('closed', 'confirmed') order by c.disaster_id is not k.disaster_id, c.opened_at desc limit 1)`,
}
const lists = Object.entries(WHICH).map(
  ([name, which]) =>
    [
      name,
      prepareRead(person, (f) =>
        asIs(
          sql`select ${columns(f)} from check_ins as k join contacts as p on p.id = k.contact_id
              left join addresses as a on a.id = coalesce(k.address_id, (select b.id from addresses as b
                where b.contact_id = p.id order by b.kind <> 'sms', b.created_at limit 1))
            where k.disaster_id = ${given('id')} and ${sql.raw(which)} and ${inScope}
            order by coalesce(k.asked_at, k.answered_at, 0), k.contact_id limit ${given('limit')}`,
        ),
      ),
    ] as const,
)
const byList = new Map<string, (typeof lists)[number][1]>(lists)

export function checkInListsOver(port: Port): Pick<CheckInStore, 'counts' | 'rows'> {
  return {
    counts: (scope, id) => counts(port, { ...scopeValues(scope), id }),
    async rows(scope, id, list, limit) {
      const read = byList.get(list)
      const rows = (await read?.(port, { ...scopeValues(scope), id, limit })) ?? []
      return rows.map(({ kind, value, household, reported, ...row }): CheckInRow => {
        const address = kind === null || value === null ? null : { kind, value }
        const known: Household = household === null ? {} : JSON.parse(household)
        return { ...row, address, household: known, reported: words(reported) }
      })
    },
  }
}

/** A list of lists, each as JSON within JSON or not, as the engine has it. */
function words(text: string): readonly Vulnerable[] {
  const lists: unknown = JSON.parse(text)
  const flat = (Array.isArray(lists) ? lists : []).flatMap((one: unknown) =>
    typeof one === 'string' ? JSON.parse(one) : one,
  )
  return VULNERABLE.filter((word) => flat.includes(word))
}
