// Tells a demo company's two years up to `today`, chapter by chapter, in the order in which records refer to each other.
import { create } from "./record.ts"
import { activityRecords, commentRecords, matters } from "./story/activities.ts"
import { campaignBatches, campaigns, memberBatch } from "./story/campaigns.ts"
import { catalogue } from "./story/catalogue.ts"
import { house } from "./story/house.ts"
import { leadRecord, leads } from "./story/leads.ts"
import { accountRecord, accounts, contactRecord, type Account, type Scene } from "./story/market.ts"
import { opportunities, opportunityRecord, type Opportunity } from "./story/opportunities.ts"
import { customerParty, supplierParties } from "./story/parties.ts"
import { createNamer } from "./story/people.ts"
import { quoteRecords } from "./story/quotes.ts"
import { rates } from "./story/rates.ts"
import { createWorld } from "./story/world.ts"
import type { Batch, Profile } from "./types.ts"

/** The batches of a company as of `today` (`2026-01-31`). The same profile and day give the same batches, ids included. */
export function* story(profile: Profile, today: string): Generator<Batch> {
  const world = createWorld(profile, today)
  yield* world.reference.batches
  const exchange = rates(world)
  yield* exchange.batches
  const home = house(world)
  yield* home.batches
  const scene: Scene = {
    world,
    house: home,
    catalogue: catalogue(world, home),
    namer: createNamer(world.random),
  }
  yield* scene.catalogue.batches

  const market = accounts(scene)
  const drives = campaigns(scene)
  const enquiries = leads(scene, market, drives)
  const business = opportunities(scene, exchange, market, enquiries)
  yield* marketBatches(scene, market, business)
  yield* campaignBatches(scene, drives, market)
  yield create(
    "crm.opportunity",
    business.map((each) => opportunityRecord(scene, exchange, each)),
  )
  const outcome = new Map(business.map(({ lead, id }) => [lead, id]))
  yield create(
    "crm.lead",
    enquiries.map((each) => leadRecord(scene, each, outcome.get(each))),
  )
  yield create("crm.quote", quoteRecords(scene, exchange, business))
  yield memberBatch(scene, drives, market)
  const inHand = matters(scene, enquiries, business)
  yield create("base.activity", activityRecords(scene, inHand))
  yield create("base.comment", commentRecords(scene, inHand, market))
}

/** Parties, accounts and contacts: whoever has bought is a customer and has a party. */
function* marketBatches(
  scene: Scene,
  market: readonly Account[],
  business: readonly Opportunity[],
): Generator<Batch> {
  const { random, from } = scene.world
  const buyers = new Set(business.filter(({ status }) => status === "won").map(({ account }) => account))
  const parties = new Map(
    market.filter((each) => each.isOld || buyers.has(each)).map((each) => [each, random.id(from)]),
  )
  const customers = [...parties].map(([account, id]) => customerParty(scene, id, account))
  yield create("base.party", [...customers, ...supplierParties(scene)])
  yield create(
    "crm.account",
    market.map((each) => accountRecord(scene, each, parties.get(each))),
  )
  yield create(
    "crm.contact",
    market.flatMap(({ contacts }) => contacts).map((each) => contactRecord(scene, each)),
  )
}
