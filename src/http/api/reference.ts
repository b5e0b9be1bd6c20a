/** The OpenAPI document as a list to read: of each operation what it takes, what it answers with, and an example. */
import { API } from './api-routes.ts'

/** As much of JSON Schema as our own document uses. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: unknown
  readonly description?: string
  readonly default?: string | number | boolean
  readonly example?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags?: readonly string[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
    readonly schema?: Schema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface Field {
  readonly name: string
  readonly type: string
  readonly isNeeded: boolean
  readonly about: string
}

export interface Described {
  readonly id: string
  readonly tag: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly scope: string
  /** In the address or a header. */
  readonly parameters: readonly (Field & { readonly place: string })[]
  readonly body: readonly Field[]
  readonly answer: readonly Field[]
  readonly troubles: readonly string[]
  /** To be copied; `$SERVER` and `$TOKEN` are the reader's own. */
  readonly example: string
}

/** In the order of the document. */
export function describe(document: ApiDocument): readonly Described[] {
  const { schemas } = document.components
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Described => {
      const { operationId: id, summary, tags = [], security = [], parameters = [], responses } = operation
      const body = schemaIn(operation.requestBody?.content)
      const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
      return {
        ...{ id, summary, path, method: method.toUpperCase(), tag: tags[0] ?? '' },
        scope: security.flatMap((one) => Object.values(one).flat())[0] ?? '',
        parameters: parameters.map(({ name, in: place, required = false, description, schema = {} }) => ({
          ...{ name, place, isNeeded: required, type: typeOf(schema), about: aboutOf(schema, description) },
        })),
        body: fieldsOf(body, schemas),
        answer: fieldsOf(schemaIn(good?.content), schemas),
        troubles: Object.keys(responses).filter((status) => !status.startsWith('2')),
        example: exampleOf(method.toUpperCase(), path, resolved(body, schemas)?.example),
      }
    }),
  )
}

function schemaIn(content: Content | undefined): Schema | undefined {
  return content?.['application/json']?.schema
}

function resolved(schema: Schema | undefined, schemas: Readonly<Record<string, Schema>>): Schema | undefined {
  return schema?.$ref === undefined ? schema : schemas[nameOf(schema.$ref)]
}

function fieldsOf(schema: Schema | undefined, schemas: Readonly<Record<string, Schema>>): readonly Field[] {
  const whole = resolved(schema, schemas)
  const inherited = (whole?.allOf ?? []).flatMap((part) => fieldsOf(part, schemas))
  const own = Object.entries(whole?.properties ?? {}).map(([name, one]) => ({
    ...{ name, type: typeOf(one), about: aboutOf(one) },
    isNeeded: whole?.required?.includes(name) ?? false,
  }))
  return [...inherited, ...own]
}

/** `text`, `a | b`, `list of Case`: for people, not for programs. */
function typeOf({ $ref, type, format, enum: values, const: only, items, anyOf, oneOf, allOf }: Schema): string {
  if ($ref !== undefined) return nameOf($ref)
  if (only !== undefined) return JSON.stringify(only)
  if (values !== undefined) return values.filter((value) => value !== null).join(' | ')
  if (items !== undefined) return `list of ${typeOf(items)}`
  const choices = anyOf ?? oneOf ?? allOf
  if (choices !== undefined) return [...new Set(choices.map(typeOf).filter((one) => one !== 'null'))].join(' | ')
  const plain = typeof type === 'string' ? type : (type ?? []).filter((one) => one !== 'null').join(' | ')
  return format === undefined ? plain : `${plain} (${format})`
}

function aboutOf(schema: Schema, more = ''): string {
  const usual = schema.default === undefined ? '' : `Left out: ${String(schema.default)}.`
  return [schema.description ?? more, usual].filter((part) => part !== '').join(' ')
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ''
}

function exampleOf(method: string, path: string, body: unknown): string {
  const lines = [`curl -fsS -H "Authorization: Bearer $TOKEN"`]
  if (method !== 'GET') lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body ?? {})}'`)
  return [...lines, `"$SERVER${API}${path}"`].join(' ')
}
