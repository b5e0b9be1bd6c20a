/** Stories around one turn: read only when the talk comes to them, and what is written of a household that was named. */
import { newId } from '../core/id.ts'
import type { ModelStory } from '../core/model.ts'
import { withoutNumbers } from '../core/pledge.ts'
import type { Session, TurnEvent, TurnResult } from '../core/session.ts'
import type { ModelWrite } from '../store/model-store.ts'
import { placeOf } from './case-place.ts'
import type { Ports } from './ports.ts'

/** Nobody reads further by text. */
const MOST_STORIES = 12

/** Takes the turn, once more with the stories of the person's place at hand where it comes to them. */
export async function takeWithModels(
  ports: Ports,
  who: { readonly organisation: string | null; readonly session: Session },
  take: (given: { readonly models?: readonly ModelStory[] }) => Promise<TurnResult>,
): Promise<TurnResult> {
  const result = await take({})
  if (result.needs !== 'models') return result
  const { commune, province } = await homeOf(ports, who.organisation, who.session)
  return take({ models: await ports.store.models.readable({ commune, province }, MOST_STORIES) })
}

/** Empty for a turn that has nothing to do with it. @throws StoreError when the database does not answer */
export async function modelOf(
  ports: Ports,
  organisation: string | null,
  { events, session }: { readonly events: readonly TurnEvent[]; readonly session: Session },
): Promise<{ readonly model?: ModelWrite }> {
  const named = events.findLast((event) => event.type === 'model_nominated')
  const withdrawn = events.some(({ type }) => type === 'model_withdrawn')
  if (named?.type !== 'model_nominated') return withdrawn ? { model: { withdrawn } } : {}
  const { whose, told, wording = null } = named
  const home = await homeOf(ports, organisation, session)
  const id = newId('model', ports.now())
  return {
    model: {
      nominated: { id, whose, told: withoutNumbers(told), wording, ...home },
      ...(withdrawn ? { withdrawn } : {}),
    },
  }
}

async function homeOf(ports: Ports, code: string | null, session: Session) {
  const home = await ports.store.organisations.get(code ?? ports.homeOrganisation)
  const provinceOf = (commune: string) => ports.talk.places.communes.get(commune)?.province
  return {
    organisation: home?.code ?? null,
    ...placeOf({ organisation: home, commune: session.commune, provinceOf }, {}),
  }
}
