/** Puts the device together: what is needed for the first paint at once, the rest after it. */
import { browserPorts } from "../sync/browser";
import type { Message } from "../sync/ports";
import { explain, punching, setChoice, setLanguage } from "./acts";
import { install, watchBadge, watchInstall, watchPage } from "./app";
import { NOBODY, readTwin } from "./device";
import { entrance, payLogout, whoAmI } from "./entrance";
import { Home } from "./home";
import type { Acts, Live } from "./live";
import { officeOf } from "./office";
import { recallSteady, renewSteady } from "./steady";
import { makeSignals, type Theme } from "./signals";
import { applyUpdate, watchWorker } from "./updates";

/** A page in the background starts its engine after this. */
const UNSEEN_MS = 1_500;

/** The store of this device. Resolves when the last user's own rows are on the signals; no network is asked. */
export async function createLive(): Promise<Live> {
  const ports = browserPorts();
  recallSteady(ports.pocket);
  const signals = makeSignals(ports);
  const home = new Home(
    ports,
    signals,
    (person) => `leima-${person}`,
    async (self, person) => {
      const { run } = await import("./running");
      return run(self, person);
    },
  );
  ports.listen((message) => void hear(home, message));
  watchInstall(home);
  await comeHome(home);
  oncePainted(() => void afterPaint(home));
  return { ...signals, acts: actsOf(home), office: officeOf(home) };
}

/** The last user's rows, or after an eviction at least their name on the door. */
async function comeHome(home: Home): Promise<void> {
  const twin = readTwin();
  if (!home.marker.person && twin) {
    home.storage = "evicted";
    home.mark({ ...NOBODY, person: twin, status: "signed_in" });
  }
  if (home.marker.person) {
    home.expectsTwin = true;
    await home.open(home.marker.person);
  }
}

/** After the second frame from now the first picture stands; a page that nobody sees has no frames and waits no longer. */
function oncePainted(work: () => void): void {
  let due = true;
  const once = () => {
    if (due) work();
    due = false;
  };
  setTimeout(once, UNSEEN_MS);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(once, 0)));
}

/** Work that nobody waits for: between the person's own taps, or soon where a browser cannot tell. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: UNSEEN_MS });
  else setTimeout(work, UNSEEN_MS);
}

async function afterPaint(home: Home): Promise<void> {
  watchPage(home);
  watchBadge(home);
  void watchWorker(home).catch(() => {});
  whenIdle(() => renewSteady(home.ports, home.marker.zone));
  if (!home.marker.person) return payLogout(home);
  await home.engine();
  if (!home.marker.name || !home.marker.organisation) await whoAmI(home);
}

/** Another tab signed somebody in or out: this one follows. */
async function hear(home: Home, message: Message): Promise<void> {
  if (message.kind !== "session" || message.person === home.marker.person) return;
  await home.leave();
  if (message.person) location.reload();
}

function actsOf(home: Home): Acts {
  return {
    ...punching(home),
    ...entrance(home),
    ...later(HOURS, () => import("./hoursActs").then((m) => m.hoursActs(home))),
    ...later(KIKY, () => import("./kikyActs").then((m) => m.kikyActs(home))),
    ...later([...ORDERS, ...CHOICES], () => import("./orderActs").then((m) => m.orderActs(home))),
    ...later(MONTHS, () => import("./monthActs").then((m) => m.monthActs(home))),
    ...later(UNDO, () => import("./undoActs").then((m) => m.undoActs(home))),
    setChoice: (choice) => setChoice(home, choice),
    setLanguage: (language) => setLanguage(home, language),
    setTheme: async (theme) => setTheme(home, theme),
    explain: (account, from) => explain(home, account, from),
    loadTeam: async () => (await import("./team")).loadTeam(home),
    syncNow: () => void home.engine().then(({ engine }) => engine.wake()),
    applyUpdate: () => void applyUpdate(),
    install: () => install(home),
  };
}

const HOURS = ["hours", "addEntry", "editEntry", "deleteEntry", "restoreEntry", "splitEntry", "copyChoices", "copyDay"];

const KIKY = ["kikyYear", "kikyDay", "markKiky", "unmarkKiky"];
const ORDERS = ["overtime", "leave", "askOrder", "withdrawOrder", "orderWork", "refuseOrder"];
const CHOICES = ["decideOrder", "chooseOvertime", "recordAbsence", "cancelAbsence"];

const UNDO = ["undoPunches", "undoDecision"];

const MONTHS = [
  ...["ownMonth", "sendMonth", "recallMonth", "approveMonth", "returnMonth"],
  ...["decideChange", "decidedHere", "notices", "readNotice"],
];

/** Acts of screens beyond the first: the room is fetched with the first act that is asked of it. */
function later<A>(names: string[], room: () => Promise<A>): A {
  const act =
    (name: string) =>
    async (...given: never[]) =>
      ((await room())[name as keyof A] as (...given: never[]) => unknown)(...given);
  return Object.fromEntries(names.map((name) => [name, act(name)])) as A;
}

function setTheme(home: Home, theme: Theme): void {
  home.ports.pocket.set("leima.theme", theme);
  home.signals.theme.value = theme;
}
