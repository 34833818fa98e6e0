// Generated from the JSON Schema of the same name by scripts/types.ts. Not edited by hand.
import type {Property, Rule} from "./entity.ts"

/**
 * An expression of the one language, checked against the model.
 */
export type Expression = string
/**
 * One thing that a transition does.
 */
export type Effect =
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * The field.
       */
      number: string
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Values by field.
       */
      set: {
        [k: string]: Expression
      }
    }
  | Post
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * `all`, or one ledger.
       */
      reverse: "all" | string
      date?: Expression
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * The entity.
       */
      create: string
      /**
       * The rows field whose rows make a record each.
       */
      each?: string
      where?: Expression
      /**
       * `record`: every writable field and child row of this document, where the entity is the same.
       */
      copy?: "record"
      /**
       * Values by field, each an expression; `rows` fields by a rule of their own.
       */
      values: {
        [k: string]: Expression | RowsValues
      }
      /**
       * The reference of this document that is set to what was made.
       */
      into?: string
      /**
       * A transition that the new record makes at once.
       */
      then?: string
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Path of references to the record, or to a row of one, `opportunity`, `line.order_line`.
       */
      update: string
      /**
       * The rows field whose rows name a record each.
       */
      each?: string
      where?: Expression
      /**
       * Values by field; plain names are this document's (or the row's).
       */
      set: {
        [k: string]: Expression
      }
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * The entity whose records are copied.
       */
      carry: string
      /**
       * Its reference that names this document, and in the copies the other record.
       */
      via: string
      /**
       * Path of references to the other record; where it is empty nothing is copied.
       */
      to: string
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Path of references to the record.
       */
      transition: string
      /**
       * The rows field whose rows name a record each.
       */
      each?: string
      where?: Expression
      /**
       * The transition.
       */
      name: string
      /**
       * Its input.
       */
      input?: {
        [k: string]: Expression
      }
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * The rows field.
       */
      collect: string
      /**
       * The entity or ledger whose records are collected.
       */
      of: string
      where?: Expression
      /**
       * What makes a row, by field of the row: records that agree in all of it become one row.
       */
      by: {
        [k: string]: Expression
      }
      /**
       * What is worked out over the records of a row, by field of the row.
       */
      values?: {
        [k: string]: {
          /**
           * What is worked out.
           */
          fn: "sum" | "count" | "min" | "max" | "avg"
          of?: Expression
        }
      }
      having?: Expression
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * The rows field.
       */
      match: string
      where?: Expression
      /**
       * Their field with the amount, in above zero and out below: it is parted.
       */
      amount: string
      /**
       * Their field with the date.
       */
      date?: string
      /**
       * Their field that comes to name the rule.
       */
      rule?: string
      /**
       * Their field that comes to say that something else could be meant.
       */
      proposed?: string
      /**
       * The rules.
       */
      rules: {
        /**
         * The entity that they are records of.
         */
        of: string
        where?: Expression
        on: Expression
        /**
         * Their order, `-` for descending.
         *
         * @minItems 1
         */
        sort?: string[]
        way: Expression
        tolerance?: Expression
        days?: Expression
        /**
         * What a rule says of a row itself, where it goes no way; and of the difference that it tolerates.
         */
        values?: {
          [k: string]: Expression
        }
      }
      /**
       * Ways to find what rows stand for, in order.
       */
      ways: {
        [k: string]: {
          /**
           * Position among its like; those without one follow in file order.
           */
          order?: number
          /**
           * The rules that go this way.
           */
          by: string
          /**
           * The entity whose records are found.
           */
          of: string
          where?: Expression
          on: Expression
          amount: Expression
          date?: Expression
          /**
           * Whether it may be taken in parts, and a row be parted among several.
           */
          parts?: boolean
          /**
           * What a row says that stands for it.
           */
          values: {
            [k: string]: Expression
          }
        }
      }
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Expressions that name users, or roles.
       */
      notify: {
        /**
         * Paths to users.
         */
        users?: Expression[]
        /**
         * Roles whose holders are told.
         *
         * @minItems 1
         */
        roles?: string[]
      }
      /**
       * What it says.
       */
      message: string
    }
  | {
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Name of the event.
       */
      emit: string
    }

/**
 * The life cycle of a document: its states, and the transitions between them with guards, rights, approvals and effects.
 */
export interface LifecycleSource {
  /**
   * Path or address of this schema, so that editors complete and check the file.
   */
  $schema?: string
  /**
   * Id of this item, `module.name`; it agrees with the path of the file.
   */
  $id: string
  /**
   * `lifecycle`.
   */
  kind: "lifecycle"
  /**
   * The entity whose records live through it; it gets the field `state`.
   */
  entity: string
  /**
   * The state a record begins in.
   */
  initial: string
  /**
   * The states by name.
   */
  states: {
    [k: string]: State
  }
  /**
   * The transitions by name.
   */
  transitions: {
    [k: string]: Transition
  }
}
/**
 * A state of a document.
 */
export interface State {
  /**
   * Shown to people.
   */
  title: string
  /**
   * What it means.
   */
  description?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * Colour, shown with an icon, never alone.
   */
  color?: "gray" | "blue" | "green" | "yellow" | "orange" | "red" | "violet" | "teal"
  /**
   * Whether the record may be changed: all of it, nothing, or the fields named. If absent, all of it in the initial state and nothing elsewhere.
   */
  editable?: boolean | string[]
  /**
   * Whether the record may be deleted; if absent, in the initial state only.
   */
  deletable?: boolean
  /**
   * No transition leaves it.
   */
  final?: boolean
}
/**
 * A step from one state to another.
 */
export interface Transition {
  /**
   * Label of the button.
   */
  title: string
  /**
   * What it does.
   */
  description?: string
  /**
   * Name of a Tabler icon.
   */
  icon?: string
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * A question asked before.
   */
  confirm?: string
  /**
   * The states it leaves.
   *
   * @minItems 1
   */
  from: string[]
  /**
   * The state it leads to; may be the same.
   */
  to: string
  /**
   * Roles that may make it, besides those whose rights name it.
   *
   * @minItems 1
   */
  roles?: string[]
  guard?: Expression
  /**
   * Said when the guard does not hold.
   */
  message?: string
  /**
   * Further conditions, each with its own message.
   */
  guards?: {
    /**
     * A condition that must hold, and what is said when it does not.
     */
    [k: string]: Rule
  }
  /**
   * What is asked for; known to guards and effects as `input`.
   */
  input?: {
    /**
     * Those that must be given.
     *
     * @minItems 1
     */
    required?: string[]
    /**
     * The fields.
     */
    properties: {
      /**
       * A field, declared as in an entity.
       */
      [k: string]: Property
    }
  }
  approval?: Approval
  /**
   * What happens, in order, in the same transaction.
   */
  effects?: {
    [k: string]: Effect
  }
}
/**
 * Others must agree first: the transition waits until each step is given. Nobody approves what he asked for himself.
 */
export interface Approval {
  when?: Expression
  /**
   * One after the other.
   */
  steps: {
    /**
     * One step of approval.
     */
    [k: string]: {
      /**
       * Shown to people.
       */
      title?: string
      /**
       * Position among its like; those without one follow in file order.
       */
      order?: number
      when?: Expression
      /**
       * Whose holders may approve.
       *
       * @minItems 1
       */
      roles?: string[]
      /**
       * Paths to users who may approve, `department.manager`.
       *
       * @minItems 1
       */
      users?: Expression[]
      /**
       * How many must agree: `any` one (if absent), `all`, or a number.
       */
      need?: ("any" | "all") | number
      /**
       * Days until it is escalated.
       */
      days?: number
      /**
       * Roles that may approve besides, after that time.
       *
       * @minItems 1
       */
      escalate?: string[]
    }
  }
}
/**
 * Writes entries into a ledger, all of them in this transaction.
 */
export interface Post {
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  when?: Expression
  /**
   * The ledger.
   */
  post: string
  date: Expression
  /**
   * The rules that make the entries.
   */
  entries: {
    [k: string]: Entry
  }
}
/**
 * One rule of a posting: the values of an entry by dimension, measure and attribute, each an expression. With `each`, one entry for each child row: plain names are the row's fields, `parent` is the document.
 */
export interface Entry {
  /**
   * Position among its like; those without one follow in file order.
   */
  order?: number
  /**
   * The rows field whose rows make an entry each; with `lines.item.components` those behind each line, whose `parent` is the line.
   */
  each?: string
  where?: Expression
  amount?: Expression
  /**
   * In a ledger with costing: the entry whose cost this one takes (a transfer's other end, the delivery that is returned) or adds to (landed cost: quantity 0 with a value).
   */
  origin?: {
    /**
     * The entry that another rule of this posting makes for the same row.
     */
    rule?: string
    line?: Expression
  }
  [k: string]:
    | Expression
    | number
    | {
        /**
         * The entry that another rule of this posting makes for the same row.
         */
        rule?: string
        line?: Expression
      }
    | undefined
}
/**
 * Child rows of a record to make: one for each row of `each`, or one.
 */
export interface RowsValues {
  /**
   * The rows field of this document whose rows make a row each, or a way to rows behind them: `lines.item.components`.
   */
  each?: string
  where?: Expression
  /**
   * Values by field of the new row; plain names are fields of the row of `each`, `parent` is the document.
   */
  values: {
    [k: string]: Expression
  }
}
