// Trading: sales promise only what lies in store, and what runs low is ordered.
import { monthOf } from "../../days.ts"
import { known } from "../../record.ts"
import { buy } from "./buying.ts"
import type { Desk } from "../desk.ts"
import { goodsOf, priceIn } from "../foundation.ts"
import { isWorkingDay, manyToday, partiesOf } from "../matters.ts"
import type { Shelf, Trade } from "./deal.ts"
import { sell } from "./selling.ts"
import { countStock } from "./store.ts"

/** An empty store, whose stock is counted at the end of each year. */
export function openTrade(desk: Desk): Trade {
  const { ground, own, from } = desk
  const shelves = goodsOf(ground, own).map((product): Shelf => {
    const item = desk.id(`inventory.item ${product.code}`)
    const unit = known(ground.units, product.unit)
    const price = priceIn(ground, own, product.price)
    return { product, item, unit, price, onHand: 0, promised: 0, ordered: 0 }
  })
  const trade: Trade = {
    ...{ desk, shelves, deals: 0 },
    warehouse: desk.id("inventory.warehouse MAIN"),
    suppliers: partiesOf(desk, ground.suppliers, 12),
    customers: partiesOf(desk, ground.customers, 60),
  }
  for (let year = Number(from.slice(0, 4)); year <= Number(ground.today.slice(0, 4)); year++)
    desk.on(`${year}-12-31`, () => countStock(trade, `${year}-12-31`))
  return trade
}

/** What happens on an ordinary day. */
export function tradeOn(trade: Trade, day: string): void {
  if (!isWorkingDay(day)) return
  const low = trade.shelves.filter(
    ({ onHand, promised, ordered, product }) => onHand - promised + ordered < product.most * 2,
  )
  for (let at = 0; at < low.length; at += 4) buy(trade, day, low.slice(at, at + 4))
  const { season } = trade.desk.ground.profile
  const busy = (season[monthOf(day) - 1] ?? 12) / 12
  for (let count = manyToday(trade.desk, 2.2 * busy); count > 0; count--) sell(trade, day)
}
