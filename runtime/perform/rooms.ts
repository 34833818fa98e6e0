// The time each room takes, for `Server-Timing` and for the benchmark's account room by room.

export type Room = "receive" | "identify" | "parse" | "authorize" | "plan" | "compile" | "run" | "reply"

export interface Rooms {
  /** Runs the work of a room and adds its time to the room's. */
  time<T>(room: Room, work: () => T): T
  timeAsync<T>(room: Room, work: () => Promise<T>): Promise<T>
}

/** Takes no times. */
export const noRooms: Rooms = { time: (_room, work) => work(), timeAsync: (_room, work) => work() }

/** Milliseconds by room, in the order of first use. */
export class TimedRooms implements Rooms {
  private readonly spent = new Map<Room, number>()

  time<T>(room: Room, work: () => T): T {
    const start = performance.now()
    try {
      return work()
    } finally {
      this.add(room, start)
    }
  }

  async timeAsync<T>(room: Room, work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.add(room, start)
    }
  }

  /** `parse;dur=0.012, run;dur=0.480` (W3C Server Timing). */
  header(): string {
    return [...this.spent].map(([room, ms]) => `${room};dur=${ms.toFixed(3)}`).join(", ")
  }

  private add(room: Room, start: number): void {
    this.spent.set(room, (this.spent.get(room) ?? 0) + performance.now() - start)
  }
}
