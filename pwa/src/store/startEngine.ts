/** Opens the person's database and starts the engine on it; fetched after the first paint. */
import { LeimaDb, SIGNED_OUT } from "../device/db";
import { chance } from "../sync/browser";
import { Engine, partsOf } from "../sync/engine";
import { Session } from "../sync/session";
import type { DeviceStore } from "./deviceStore";
import { deviceId } from "./marker";
import { Running } from "./running";

const TWIN = "twin";

export async function startEngine(store: DeviceStore, person: string): Promise<Running> {
  const { ports } = store;
  const db = new LeimaDb(person);
  await db.open();
  const session = new Session(ports, person, (status) => store.setSession(status));
  const { status } = store.marker;
  if (status === "expired" || status === "revoked") session.status = status;
  const parts = partsOf(db, person, deviceId(ports), session, ports);
  const engine = new Engine(parts, session, ports, person, {
    changed: () => void store.refresh(),
    team: () => teamChanged(store),
    viewChanged: () => void import("./session/acts").then(({ whoAmI }) => whoAmI(store)),
    reached: (online) => store.setOnline(online),
    outdated: (yes) => store.setOutdated(yes),
  });
  const running = new Running(person, db, session, engine);
  if (!(await db.value(TWIN)) && store.expectsTwin) store.storage = "evicted";
  await db.keep(TWIN, ports.now()).catch(() => {});
  await db.meta.delete(SIGNED_OUT).catch(() => {});
  engine.listen();
  await store.engineStarted(running);
  await engine.start();
  void parts.rescue.setBallast(chance);
  return running;
}

/** Somebody in the team came or went: the list is fetched again if it has been opened. */
function teamChanged(store: DeviceStore): void {
  if (store.signals.team.value) void import("./team/acts").then(({ loadTeam }) => loadTeam(store));
}
