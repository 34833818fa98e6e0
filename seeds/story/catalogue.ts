// What the sellers work with: sources, industries, lost reasons, tags, territories, products, pipelines and their stages.
import { create, decimal, known, record } from "../record.ts"
import type { Batch, PipelineTold, ProductTold, StageTold } from "../types.ts"
import type { House } from "./house.ts"
import type { World } from "./world.ts"

export interface Product extends ProductTold {
  readonly id: string
}
export interface Stage extends StageTold {
  readonly id: string
}
export interface Pipeline extends Omit<PipelineTold, "stages"> {
  readonly id: string
  /** Stages in order. */
  readonly stages: readonly Stage[]
}

/** Ids by name. */
type Ids = ReadonlyMap<string, string>

export interface Catalogue {
  readonly batches: readonly Batch[]
  readonly sources: Ids
  readonly industries: Ids
  readonly lostReasons: Ids
  readonly tags: Ids
  readonly territories: Ids
  readonly products: readonly Product[]
  readonly pipelines: readonly Pipeline[]
}

export function catalogue(world: World, home: House): Catalogue {
  const { profile, random, from } = world
  const ids = (named: readonly { readonly name: string }[]): Ids =>
    new Map(named.map(({ name }) => [name, random.id(from)]))
  const all: Omit<Catalogue, "batches"> = {
    sources: ids(profile.sources),
    lostReasons: ids(profile.lost_reasons),
    industries: ids(profile.industries),
    tags: ids(profile.tags),
    territories: ids(profile.territories),
    products: profile.products.map((told) => ({ ...told, id: random.id(from) })),
    pipelines: profile.pipelines.map((told) => pipeline(world, told)),
  }
  return { ...all, batches: [...listBatches(world, all), ...sellingBatches(world, home, all)] }
}

function listBatches({ profile }: World, all: Omit<Catalogue, "batches">): readonly Batch[] {
  const listed = (entity: string, ids: Ids): Batch =>
    create(
      entity,
      [...ids].map(([name, id], index) => record(id, { name, position: (index + 1) * 10 })),
    )
  return [
    listed("crm.source", all.sources),
    listed("crm.lost_reason", all.lostReasons),
    create(
      "crm.industry",
      [...all.industries].map(([name, id]) => record(id, { name })),
    ),
    create(
      "base.tag",
      profile.tags.map(({ name, color }) => record(known(all.tags, name), { name, color })),
    ),
  ]
}

function sellingBatches(world: World, home: House, all: Omit<Catalogue, "batches">): readonly Batch[] {
  return [
    create("crm.territory", territoryRecords(world, home, all.territories)),
    create(
      "crm.product",
      all.products.map((product) => productRecord(world, home, product)),
    ),
    ...pipelineBatches(all.pipelines),
    create("crm.assignment_rule", assignmentRules(world, home, all.territories)),
  ]
}

function pipeline({ random, from }: World, told: PipelineTold): Pipeline {
  const stages = told.stages.map((stage) => ({ ...stage, id: random.id(from) }))
  return { ...told, id: random.id(from), stages }
}

function pipelineBatches(pipelines: readonly Pipeline[]): readonly Batch[] {
  const stages = pipelines.flatMap((line) =>
    line.stages.map((stage, index) =>
      record(stage.id, {
        pipeline: line.id,
        name: stage.name,
        position: (index + 1) * 10,
        probability: String(stage.probability),
        rot_days: stage.rot,
        requirements: stage.requirements,
      }),
    ),
  )
  const lines = pipelines.map(({ id, name }, index) => record(id, { name, position: (index + 1) * 10 }))
  return [create("crm.pipeline", lines), create("crm.stage", stages)]
}

function territoryRecords(
  { profile, reference }: World,
  home: House,
  ids: Ids,
): readonly ReturnType<typeof record>[] {
  return profile.territories.map(({ name, parent, manager, team, countries }) =>
    record(known(ids, name), {
      name,
      parent: parent === undefined ? undefined : known(ids, parent),
      manager: known(home.people, manager).id,
      team: known(home.teams, team),
      countries: countries.map((code) => known(reference.countries, code)),
    }),
  )
}

function productRecord(
  { profile, reference }: World,
  home: House,
  product: Product,
): ReturnType<typeof record> {
  const { id, code, name, family, unit, price } = product
  return record(id, {
    code,
    name,
    family,
    unit: known(reference.units, unit),
    currency: known(reference.currencies, home.currency),
    list_price: decimal(price),
    tax_percent: profile.tax[profile.companies[0]?.country ?? ""],
  })
}

function assignmentRules(
  { profile, random, from }: World,
  home: House,
  territories: Ids,
): readonly ReturnType<typeof record>[] {
  const inTerritories = profile.territories.map(({ name, team }, index) =>
    record(random.id(from), {
      name: `Leads of ${name}`,
      position: (index + 1) * 10,
      applies_to: "lead",
      territory: known(territories, name),
      method: "round_robin",
      team: known(home.teams, team),
    }),
  )
  const [first] = profile.teams
  const rest = record(random.id(from), {
    name: "All other leads",
    position: 1000,
    applies_to: "lead",
    method: "user",
    assignee: known(home.people, first?.leader ?? "").id,
  })
  return [...inTerritories, rest]
}
