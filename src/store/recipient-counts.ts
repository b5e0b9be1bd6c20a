/** Counters that move with the rows they count, in the same unit: before the rows change, as much is taken here as is given there. */
import type { RecipientStatus } from '../core/broadcast.ts'
import type { Statement } from './port.ts'

/** `rows`: a FROM and WHERE over `broadcast_recipients as r`; `to`: an expression for the status they get. Run before the rows are changed. */
export function moveCounts(id: string, to: string, rows: string, params: readonly unknown[]): readonly Statement[] {
  return [counted(id, to, '', rows, params), counted(id, 'r.status', '-', rows, params)]
}

/** As moveCounts, for rows that are new. */
export function addCounts(id: string, counts: ReadonlyMap<RecipientStatus, number>): readonly Statement[] {
  return [...counts].map(([status, count]) => ({
    sql: `insert into broadcast_counts (broadcast_id, status, count) values (?, ?, ?) ${ADD}`,
    params: [id, status, count],
  }))
}

const ADD = 'on conflict (broadcast_id, status) do update set count = count + excluded.count'

function counted(id: string, status: string, sign: '' | '-', rows: string, params: readonly unknown[]): Statement {
  return {
    sql: `insert into broadcast_counts (broadcast_id, status, count)
      select ?, ${status}, ${sign}count(*) ${rows} group by ${status} having count(*) > 0 ${ADD}`,
    params: [id, ...params],
  }
}
