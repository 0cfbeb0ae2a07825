/** The browser has taken or changed the device's subscription while no page is open: the server hears of the new one. */
import { LeimaDb, SIGNED_OUT } from "../device/db";
import type { Ports } from "../device/ports";
import { type Subscriber, serverState, subscribe } from "../sync/pushing";
import { Session } from "../sync/session";

const PREFIX = "leima-";

/** Only for a person whose session this is, and to whom notices came here: nobody is subscribed without their word. */
export async function healAll(ports: Ports, manager: Subscriber): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith(PREFIX)) await healFor(name.slice(PREFIX.length), ports, manager);
  }
}

async function healFor(person: string, ports: Ports, manager: Subscriber): Promise<void> {
  const db = new LeimaDb(person);
  const session = new Session(ports, person);
  try {
    await db.open();
    if (await db.value<boolean>(SIGNED_OUT)) return;
    if ((await serverState(session)).on) await subscribe(session, manager);
  } catch {
    // Without a network, or for another person's session, the app does it when it is next opened.
  } finally {
    session.stop();
    db.close();
  }
}
