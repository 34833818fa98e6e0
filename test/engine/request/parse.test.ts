import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import { parse, writeCursor, type Action, type RawRequest } from "../../../engine/request/index.ts"

const id = "0190c7a0-1234-7abc-8def-0123456789ab"

function request(
  method: string,
  url: string,
  body?: unknown,
  headers: RawRequest["headers"] = {},
): RawRequest {
  const [path = "", search = ""] = url.split("?")
  const query = new Map(
    [...search.split("&")]
      .filter(Boolean)
      .map((pair) => [pair.split("=")[0] ?? "", decodeURIComponent(pair.split("=").slice(1).join("="))]),
  )
  return { method, path: path.split("/"), query, headers, ...(body === undefined ? {} : { body }) }
}

function codeOf(...parts: Parameters<typeof request>): string {
  try {
    parse(request(...parts))
    return "parsed"
  } catch (fault) {
    if (fault instanceof Problem) return fault.code
    throw fault
  }
}

function list(search: string): Extract<Action, { kind: "list" }> {
  const action = parse(request("GET", `crm.lead?${search}`))
  if (action.kind !== "list") throw new Error(action.kind)
  return action
}

describe("parsing a request", () => {
  it("[RQ1] knows its routes and methods", () => {
    const kinds = [
      ["GET", "crm.lead"],
      ["POST", "crm.lead", {}],
      ["GET", "crm.lead/aggregate"],
      ["POST", "crm.lead/bulk", { ids: [id], delete: true }],
      ["POST", "crm.lead/merge", { ids: [id, id.replace(/.$/, "0")] }],
      ["GET", "crm.lead/duplicates"],
      ["POST", "crm.lead/duplicates", {}],
      ["GET", `crm.lead/${id}/duplicates`],
      ["POST", "crm.lead/learn"],
      ["GET", `crm.lead/${id}`],
      ["PATCH", `crm.lead/${id}`, {}],
      ["DELETE", `crm.lead/${id}`],
      ["GET", `crm.lead/${id}/history`],
      ["POST", "crm.lead/preview", {}],
      ["POST", `crm.lead/${id}/preview`, {}],
    ] as const
    expect(kinds.map(([method, url, body]) => parse(request(method, url, body)).kind)).to.deep.equal([
      "list",
      "create",
      "aggregate",
      "bulk",
      "merge",
      "duplicates",
      "alike",
      "alike",
      "learn",
      "read",
      "update",
      "delete",
      "history",
      "preview",
      "preview",
    ])
    expect(codeOf("GET", "")).to.equal("REQ002")
    expect(codeOf("GET", `crm.lead/${id}/nothing`)).to.equal("REQ002")
    expect(codeOf("GET", `crm.lead/${id}/history/x`)).to.equal("REQ002")
    for (const [method, url] of [
      ["PUT", "crm.lead"],
      ["DELETE", "crm.lead"],
      ["POST", `crm.lead/${id}`],
      ["POST", "crm.lead/aggregate"],
      ["GET", "crm.lead/bulk"],
      ["GET", "crm.lead/merge"],
      ["POST", `crm.lead/${id}/history`],
      ["GET", "crm.lead/preview"],
      ["PATCH", `crm.lead/${id}/preview`],
    ] as const)
      expect(codeOf(method, url, {}), `${method} ${url}`).to.equal("REQ010")
  })

  it("[RQ2] reads ids in their canonical form", () => {
    expect(parse(request("GET", `crm.lead/${id.toUpperCase()}`))).to.include({ id })
    for (const wrong of ["1", "null", `${id}0`, id.replaceAll("-", ""), `{${id}}`])
      expect(codeOf("GET", `crm.lead/${wrong}`)).to.equal("REQ012")
  })

  it("[RQ3] names the parameter nearest to an unknown one", () => {
    expect(codeOf("GET", "crm.lead?fliter=x")).to.equal("REQ004")
    expect(() => parse(request("GET", "crm.lead?fliter=x")))
      .to.throw(Problem)
      .with.nested.property("parts.hint", 'Did you mean "filter"?')
    for (const url of [
      `crm.lead/${id}?limit=1`,
      `crm.lead/${id}/history?filter=x`,
      "crm.lead/aggregate?sort=x",
    ])
      expect(codeOf("GET", url), url).to.equal("REQ004")
    expect(codeOf("POST", "crm.lead?limit=1", {})).to.equal("REQ004")
  })

  it("[RQ4] reads names and paths", () => {
    expect(list("fields=name,account.name&expand=account.owner&sort=-close_date, name")).to.deep.include({
      fields: ["name", "account.name"],
      expand: ["account.owner"],
      sort: [
        { path: "close_date", descending: true },
        { path: "name", descending: false },
      ],
    })
    for (const search of [
      "fields=a..b",
      "fields=a;b",
      "expand=1x",
      "sort=-",
      "sort=a b",
      "sort=--a",
      `fields=${"a.".repeat(9)}a`,
      `fields=${"a,".repeat(1500)}a`,
    ])
      expect(codeOf("GET", `crm.lead?${search}`), search.slice(0, 20)).to.equal("REQ005")
  })

  it("[RQ5] bounds pages", () => {
    expect([list("").limit, list("limit=1").limit, list("limit=1000").limit]).to.deep.equal([25, 1, 1000])
    for (const limit of ["0", "1001", "-1", "1.5", "x", "1e3", ""])
      expect(codeOf("GET", `crm.lead?limit=${limit}`), limit).to.equal("REQ005")
  })

  it("[RQ6] reads back the cursors it wrote, and no other text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.option(fc.string({ unit: "grapheme" })), { minLength: 1, maxLength: 4 }),
        (sort, values) => {
          fc.pre(!values.some((value) => value?.includes("\0")))
          const text = writeCursor({ sort, values })
          for (const form of [text, decodeURIComponent(text)])
            expect(
              parse({ ...request("GET", "crm.lead"), query: new Map([["cursor", form]]) }),
            ).to.deep.include({ cursor: { sort, values } })
        },
      ),
    )
    for (const text of ["x", "{}", "[]", '["a"]', '["a",1]', "%E0%A4%A", "null", '["a","\\u0000"]'])
      expect(codeOf("GET", `crm.lead?cursor=${encodeURIComponent(text)}`), text).to.equal("REQ011")
  })

  it("[RQ7] takes records, alone or many", () => {
    expect(parse(request("POST", "crm.lead", { a: 1 }))).to.deep.include({ form: "one", records: [{ a: 1 }] })
    expect(parse(request("POST", "crm.lead", [{ a: 1 }, {}]))).to.deep.include({
      form: "many",
      records: [{ a: 1 }, {}],
    })
    for (const body of [
      undefined,
      null,
      1,
      "x",
      true,
      [],
      [1],
      [null],
      [[]],
      Array.from({ length: 1001 }, () => ({})),
    ])
      expect(codeOf("POST", "crm.lead", body), JSON.stringify(body)?.slice(0, 20)).to.equal("REQ006")
    for (const body of [undefined, null, [], "x"])
      for (const [method, path] of [
        ["PATCH", id],
        ["POST", "preview"],
        ["POST", `${id}/preview`],
      ] as const)
        expect(codeOf(method, `crm.lead/${path}`, body)).to.equal("REQ006")
  })

  it("[RQ7] takes a bulk of ids or a filter, with a patch or a delete", () => {
    expect(
      parse(request("POST", "crm.lead/bulk", { filter: "true", patch: { a: 1 }, dry_run: true })),
    ).to.deep.include({
      target: { kind: "filter", filter: "true" },
      work: { kind: "patch", patch: { a: 1 } },
      run: "dry",
    })
    for (const body of [
      {},
      { ids: [id] },
      { patch: {} },
      { ids: [], delete: true },
      { ids: [id], filter: "x", delete: true },
      { ids: [id], delete: false },
      { ids: [id], delete: true, patch: {} },
      { ids: [id], patch: [] },
      { ids: [id], delete: true, dry_run: 1 },
      { idz: [id], delete: true },
      { filter: " ", delete: true },
    ])
      expect(codeOf("POST", "crm.lead/bulk", body), JSON.stringify(body)).to.equal("REQ006")
    expect(codeOf("POST", "crm.lead/bulk", { ids: ["1"], delete: true })).to.equal("REQ012")
  })

  it("[RQ8] reads versions and keys from headers", () => {
    const version = (value: string): unknown =>
      (parse(request("PATCH", `crm.lead/${id}`, {}, { "if-match": value })) as { version?: number }).version
    expect(['"7"', "7", 'W/"7"', "*"].map(version)).to.deep.equal([7, 7, 7, undefined])
    for (const value of ["x", '"x"', "", "-1", '"1","2"', "9".repeat(20)])
      expect(codeOf("PATCH", `crm.lead/${id}`, {}, { "if-match": value }), value).to.equal("REQ013")
    for (const value of ["", "ü", "a".repeat(201), "a\nb"])
      expect(codeOf("POST", "crm.lead", {}, { "idempotency-key": value }), value).to.equal("REQ013")
  })

  it("[RQ9] splits terms outside parentheses", () => {
    expect(
      parse(request("GET", "crm.lead/aggregate?group=status,if(a, b, c)&measures=sum(round(a, 2)),count()")),
    ).to.deep.include({ group: ["status", "if(a, b, c)"], measures: ["sum(round(a, 2))", "count()"] })
  })

  it("[RQ10] ends with an action or a problem", () => {
    const texts = fc.oneof(fc.constantFrom("crm.lead", id, "aggregate", "bulk", "history", ""), fc.string())
    const names = fc.oneof(
      fc.constantFrom(
        "filter",
        "sort",
        "fields",
        "expand",
        "q",
        "limit",
        "cursor",
        "count",
        "group",
        "measures",
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT"),
        fc.array(texts, { maxLength: 4 }),
        fc.array(fc.tuple(names, fc.string()), { maxLength: 4 }),
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom("if-match", "idempotency-key"), fc.string()),
        (method, path, query, body, headers) => {
          try {
            parse({ method, path, query: new Map(query), body, headers })
          } catch (fault) {
            expect(fault).to.be.instanceOf(Problem)
          }
        },
      ),
    )
  })
})
