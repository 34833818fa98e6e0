// The life cycles of the module `trade`: every kind of effect that needs no ledger, guards, input and approvals.
import type { JsonObject } from "../../engine/metaschema/index.ts"

const text = { type: "string", maxLength: 100 }

export const orderCycle: JsonObject = {
  kind: "lifecycle",
  entity: "trade.order",
  initial: "draft",
  states: {
    draft: { title: "Draft", color: "gray" },
    confirmed: { title: "Confirmed", color: "blue", editable: ["note"] },
    done: { title: "Done", color: "green" },
    cancelled: { title: "Cancelled", color: "red", final: true, deletable: true },
  },
  transitions: {
    confirm: {
      title: "Confirm",
      order: 1,
      from: ["draft"],
      to: "confirmed",
      roles: ["trade.boss"],
      guards: {
        lines: { assert: "exists(lines)", message: "An order has lines.", path: "/lines" },
        limit: {
          assert: "customer.limit == null || total <= customer.limit",
          message: "Above the customer's limit.",
          path: "/total",
        },
      },
      input: { required: ["day"], properties: { day: { type: "string", format: "date" }, note: text } },
      effects: {
        day: {
          set: { confirmed_on: "input.day", note: "coalesce(input.note, note)", confirmed_by: "user.id" },
        },
        number: { number: "number" },
        tell: {
          notify: { users: ["customer.owner"], roles: ["trade.seller"] },
          message: "An order was confirmed.",
        },
        event: { when: "total > 100", emit: "order.large" },
      },
    },
    deliver: {
      title: "Deliver",
      order: 2,
      from: ["confirmed"],
      to: "done",
      effects: {
        make: {
          create: "trade.delivery",
          values: {
            order: "id",
            day: "today()",
            lines: {
              each: "lines",
              where: "quantity > 0",
              values: { item: "item", quantity: "quantity", customer: "parent.customer" },
            },
          },
          into: "delivery",
          then: "post",
        },
        customer: { update: "customer", set: { last_total: "total" } },
      },
    },
    amend: {
      title: "Amend",
      order: 3,
      confirm: "Cancel it and begin anew?",
      from: ["confirmed"],
      to: "cancelled",
      effects: { anew: { create: "trade.order", copy: "record", values: { amends: "id" } } },
    },
    finish: { title: "Finish", from: ["confirmed", "done"], to: "done", guard: "delivery.state == 'posted'" },
    copy_number: {
      title: "Copy the number",
      from: ["draft"],
      to: "draft",
      effects: {
        give: { order: 1, number: "number" },
        say: { order: 2, set: { note: "concat('No. ', number)" } },
      },
    },
    spin: {
      title: "Spin",
      from: ["draft"],
      to: "draft",
      effects: { again: { transition: "row.id", name: "spin" } },
    },
    undo: {
      title: "Undo",
      from: ["done"],
      to: "confirmed",
      effects: { back: { transition: "delivery", name: "cancel", input: { reason: "'undone'" } } },
    },
  },
}

export const deliveryCycle: JsonObject = {
  kind: "lifecycle",
  entity: "trade.delivery",
  initial: "draft",
  states: {
    draft: { title: "Draft" },
    posted: { title: "Posted", editable: false },
    cancelled: { title: "Cancelled", editable: false, final: true },
  },
  transitions: {
    post: {
      title: "Post",
      from: ["draft"],
      to: "posted",
      guard: "count(lines) > 0",
      message: "Nothing to deliver.",
    },
    cancel: {
      title: "Cancel",
      from: ["posted"],
      to: "cancelled",
      input: { required: ["reason"], properties: { reason: text } },
      effects: { why: { set: { reason: "input.reason" } } },
    },
  },
}

export const expenseCycle: JsonObject = {
  kind: "lifecycle",
  entity: "trade.expense",
  initial: "draft",
  states: {
    draft: { title: "Draft", editable: true },
    approved: { title: "Approved", final: true },
  },
  transitions: {
    submit: {
      title: "Submit",
      from: ["draft"],
      to: "approved",
      roles: ["trade.staff"],
      guard: "amount > 0",
      message: "Nothing was spent.",
      input: { properties: { reason: text } },
      approval: {
        when: "amount > 100",
        steps: {
          manager: { order: 1, users: ["spender.manager"] },
          bosses: {
            order: 2,
            title: "Bosses",
            when: "amount > 1000",
            roles: ["trade.boss"],
            need: 2,
            days: 3,
            escalate: ["trade.director"],
          },
          everyone: { order: 3, when: "amount > 9000", roles: ["trade.boss"], need: "all" },
        },
      },
      effects: { who: { set: { submitted_by: "user.id", reason: "input.reason" } } },
    },
  },
}

export const reportCycle: JsonObject = {
  kind: "lifecycle",
  entity: "trade.report",
  initial: "draft",
  states: { draft: { title: "Draft" } },
  transitions: {
    fill: {
      title: "Fill",
      from: ["draft"],
      to: "draft",
      effects: {
        lines: {
          collect: "lines",
          of: "trade.order",
          where: "note == parent.about && customer.name != 'Nobody'",
          by: { customer: "customer", month: "confirmed_on" },
          values: { orders: { fn: "count" }, total: { fn: "sum", of: "total" } },
          having: "total > 0",
        },
      },
    },
  },
}
