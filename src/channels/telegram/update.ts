/** The fields of a Telegram update that we read, and no others. https://core.telegram.org/bots/api#update */
import { z } from 'zod'

/** Ids pass 2^53 one day; `parseJsonExact` hands such ones over as text. */
const Id = z.union([z.int().transform(String), z.string().regex(/^-?\d+$/)])
/** A part that is not as documented counts as not there, so that the rest of the message is still answered. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const Person = z.looseObject({ id: Id, is_bot: z.boolean().catch(false) })
const Chat = z.looseObject({ id: Id, type: z.string() })

const Message = z.looseObject({
  date: z.int().nonnegative(),
  chat: Chat,
  from: maybe(Person),
  via_bot: maybe(Person),
  edit_date: maybe(z.int()),
  text: maybe(z.string()),
  caption: maybe(z.string()),
  photo: maybe(z.array(z.looseObject({ file_id: z.string(), width: z.number(), height: z.number() })).min(1)),
  location: maybe(z.looseObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })),
  contact: maybe(z.looseObject({ phone_number: z.string(), user_id: maybe(Id) })),
})

const Tap = z.looseObject({
  id: z.string().min(1),
  from: Person,
  data: maybe(z.string()),
  // Its date is that of our own old message, or 0: never a sign of replay.
  message: maybe(z.looseObject({ chat: Chat })),
})

const Membership = z.looseObject({
  chat: Chat,
  from: Person,
  date: z.int().nonnegative(),
  new_chat_member: z.looseObject({ status: z.string() }),
})

const UpdateShape = z.looseObject({
  update_id: Id,
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: Tap.optional(),
  my_chat_member: Membership.optional(),
})

export type Update = z.infer<typeof UpdateShape>
export type TelegramMessage = z.infer<typeof Message>

/** The update in a parsed body, or null when it is none or has no id. */
export function updateOf(body: unknown): Update | null {
  return UpdateShape.safeParse(body).data ?? null
}
