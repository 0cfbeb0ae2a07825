/** What an act may ask of the device's store. A feature with facts of its own names them: `StoreContext<TravelFacts>`. */
import type { Ports } from "../device/ports";
import type { Facts } from "./facts";
import type { Marker } from "./marker";
import type { Projection } from "./project";
import type { Running } from "./running";
import type { Signals } from "./signals";
import type { SyncState } from "./types";

export interface StoreContext<Own extends object = object> {
  readonly ports: Ports;
  readonly signals: Signals;
  readonly marker: Marker;
  /** Null before the first read of the disk. */
  readonly facts: (Facts & Own) | null;
  readonly projection: Projection | null;
  storage: SyncState["storage"];
  /** The ids of the punches or orders that were made last on this page. */
  lastMade: string[];
  /** The part with the engine, once. */
  engine(): Promise<Running>;
  /** Reads the disk again. */
  refresh(): Promise<void>;
  /** Reads back to a date that is older than the views need. */
  readBackTo(date: string): Promise<void>;
  /** Works the views out anew from what is in memory. */
  compute(): void;
  showSyncState(): void;
}
