/** The store's promise, kept over any port: one repository a noun, the same on SQLite and D1. */
import { apiOver } from './api.ts'
import { auditOver } from './audit.ts'
import { broadcastsOver } from './broadcasts.ts'
import { casesOver } from './cases.ts'
import { changesOver } from './changes-made.ts'
import { checkInsOver } from './check-ins.ts'
import { claimsOver } from './claims.ts'
import { contactsOver } from './contacts.ts'
import { deliveriesOver } from './deliveries.ts'
import { disastersOver } from './disasters.ts'
import { enrolmentsOver } from './enrolments.ts'
import { eventsOver } from './events.ts'
import { feedbackOver } from './feedback.ts'
import { figuresOver } from './figures.ts'
import { hooksOver } from './hooks.ts'
import { inboundOver } from './inbound.ts'
import { resultsOver } from './kept.ts'
import { packsOver } from './language-packs.ts'
import { leadsOver } from './leads.ts'
import { mediaOver } from './media.ts'
import { modelsOver } from './models.ts'
import { offersOver } from './offers.ts'
import { officialsOver } from './officials-database.ts'
import { organisationsOver } from './organisations.ts'
import { peopleOver } from './people.ts'
import { pledgesOver } from './pledges.ts'
import { pollsOver } from './polls.ts'
import type { Port } from './port.ts'
import { sendingPrepareOver } from './sending-prepare.ts'
import { sendingRowsOver } from './sending-rows.ts'
import { settlingOver } from './settling.ts'
import type { Store } from './store.ts'
import { subscriptionsOver } from './subscriptions.ts'
import { supportChecksOver } from './support-checks.ts'
import { talkOver } from './talk.ts'
import { templatesOver } from './templates.ts'
import { tokensOver } from './tokens.ts'
import { wordsOver } from './words.ts'

export function storeOver(port: Port): Store {
  const organisations = organisationsOver(port)
  return {
    inbound: inboundOver(port),
    talk: talkOver(port),
    deliveries: { ...claimsOver(port), ...settlingOver(port), ...deliveriesOver(port) },
    contacts: contactsOver(port),
    results: resultsOver(port),
    leads: leadsOver(port),
    offers: offersOver(port),
    enrolments: enrolmentsOver(port),
    cases: casesOver(port),
    people: peopleOver(port),
    figures: figuresOver(port),
    pledges: pledgesOver(port),
    models: modelsOver(port),
    disasters: disastersOver(port),
    checkIns: checkInsOver(port),
    media: mediaOver(port),
    feedback: feedbackOver(port),
    changes: changesOver(port),
    subscriptions: subscriptionsOver(port),
    supportChecks: supportChecksOver(port),
    polls: pollsOver(port),
    broadcasts: broadcastsOver(port),
    sending: { ...sendingPrepareOver(port), ...sendingRowsOver(port) },
    templates: templatesOver(port),
    api: apiOver(port),
    hooks: hooksOver(port),
    officials: officialsOver(port),
    tokens: tokensOver(port),
    organisations,
    events: eventsOver(port),
    audit: auditOver(port),
    words: wordsOver(port),
    packs: packsOver(port),
    ping: async () => {
      await organisations.get('')
    },
    close: () => port.close(),
  }
}
