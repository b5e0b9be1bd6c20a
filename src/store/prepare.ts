/** Queries built once with Drizzle and run by any port: building one per request costs three times the work (ADR 001). */
import { Column, type GetColumnData, is, Param, Placeholder, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import type { Port, Row, Statement } from './port.ts'
import { StoreError } from './store-error.ts'

/** Builds only; nothing is ever run through it, because Drizzle's errors print every parameter. */
export const db = drizzle(() => {
  throw new StoreError('failed', 'A query was run past the port.')
})

/** Values by placeholder name; undefined is stored as NULL. */
export type Values = Readonly<Record<string, unknown>>
type Built = { toSQL(): { sql: string; params: unknown[] } }
type Fields = Record<string, Column | SQL>
type Field<F> = F extends Column ? GetColumnData<F> : F extends SQL<infer T> ? T : never
export type Found<F extends Fields> = { [K in keyof F]: Field<F[K]> }

/** A value given when the statement runs. In `set` and expressions name the column, so that JSON and booleans are written its way. */
export function given(name: string, column?: Column): SQL {
  return column === undefined ? sql`${sql.placeholder(name)}` : sql`${sql.param(sql.placeholder(name), column)}`
}

/** An insert, update or delete, ready to be filled. */
export function prepareWrite(built: Built): (values: Values) => Statement {
  const { sql: text, params } = built.toSQL()
  const fill = params.map(filler)
  return (values) => ({ sql: text, params: fill.map((value) => value(values)) })
}

/** A select of `fields`, ready to be filled; rows come back as objects with the columns' own types. */
export function prepareRead<F extends Fields>(
  fields: F,
  built: (fields: F) => Built,
): (port: Port, values: Values) => Promise<Found<F>[]> {
  const statement = prepareWrite(built(fields))
  const readers = Object.entries(fields).map(([name, field]) => ({ name, read: reader(field) }))
  const decode = (row: Row): Found<F> => {
    const found: Record<string, unknown> = {}
    for (let i = 0; i < readers.length; i++) {
      const column = readers[i]
      if (column) found[column.name] = column.read(row[i])
    }
    return found as Found<F> // the one place where rows become typed: the readers are the columns' own
  }
  return async (port, values) => (await port.rows(statement(values))).map(decode)
}

/** As Drizzle's fillPlaceholders, with the looking done once, and NULL left NULL (a JSON column would write the text `null`). */
function filler(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) return (values) => plain(taken(values, param.name))
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { name } = param.value
    const { encoder } = param
    return (values) => {
      const value = taken(values, name)
      return value === undefined || value === null ? null : plain(encoder.mapToDriverValue(value))
    }
  }
  return () => plain(param)
}

function taken(values: Values, name: string): unknown {
  if (!(name in values)) throw new StoreError('failed', `No value was given for "${name}".`)
  return values[name]
}

/** SQLite knows no booleans, and no undefined. */
function plain(value: unknown): unknown {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : value
}

function reader(field: Column | SQL): (value: unknown) => unknown {
  if (!is(field, Column)) return (value) => value
  return (value) => (value === null ? null : field.mapFromDriverValue(value))
}
