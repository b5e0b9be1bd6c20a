/** `/console` for whoever is signed in, and `/console/map`. Whoever is not sees the public first page instead. */
import type { Context, Hono } from 'hono'
import { placeName } from '../../service/desk-places.ts'
import { openByCommune, openOverview, SPANS } from '../../service/overview.ts'
import { mapScope, openMap } from '../../service/overview-map.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, signedInOnly } from '../guard.ts'
import { show } from '../show.tsx'
import { MapPage } from './map-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import type { PlaceOf } from './overview-words.ts'

type C = Context<ConsoleEnv>

export interface OverviewSettings {
  /** The simulator is on: a newcomer is shown the way to it. */
  readonly simulator: boolean
}

export function overviewPages(app: Hono<ConsoleEnv>, ports: Ports, settings: OverviewSettings): void {
  app.get('/console', async (c, next) => ((await isSignedIn(c)) ? overview(c, ports, settings) : next()))
  app.get('/console/map', signedInOnly('read_cases'), (c) => map(c, ports))
}

async function isSignedIn(c: C): Promise<boolean> {
  const signedIn = c.get('signedIn') ?? (await c.var.accounts?.whoIs(c.req.raw)) ?? null
  if (signedIn !== null) c.set('signedIn', signedIn)
  return signedIn !== null
}

async function overview(c: C, ports: Ports, { simulator }: OverviewSettings): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const asked = Number(c.req.query('days'))
  const days = SPANS.find((span) => span === asked) ?? 30
  const opened = await openOverview(ports, official, days)
  const body = (
    <OverviewPage
      page={page}
      official={official}
      overview={opened}
      placeOf={placeOf(ports)}
      now={ports.now()}
      simulator={simulator}
    />
  )
  return show(c, { title: page.t('overview.title'), section: 'overview', children: body })
}

async function map(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const counts = await openByCommune(ports, official)
  const choices = mapScope(ports, official.scope)
  const asked = choices.find(({ code }) => code === c.req.query('province')) ?? choices[0]
  const drawn = openMap(ports, official.scope, counts, asked?.code ?? null)
  const body = <MapPage page={page} map={drawn} choices={choices} placeOf={placeOf(ports)} counts={counts} />
  return show(c, { title: page.t('map.title'), section: 'overview', children: body })
}

function placeOf(ports: Ports): PlaceOf {
  return (commune, province) => placeName(ports, commune, province) ?? ''
}
