import { beforeEach, expect, test } from "vitest";
import { closeSheet, followHistory, go, openSheet, path, replace, sheet } from "../../../pwa/src/ui/router";
import { mayOpen, menuFor, navItems, screenOf, waitingInTeam } from "../../../pwa/src/shell/screens";
import { teamView } from "../fake/team";

/** A browser's history, as far as the router uses it. */
class Past {
  entries: { path: string; state: unknown }[] = [{ path: "/tanaan", state: null }];
  at = 0;
  listeners: (() => void)[] = [];
  get state() {
    return this.entries[this.at]!.state;
  }
  pushState(state: unknown, _: string, to: string) {
    this.entries = [...this.entries.slice(0, this.at + 1), { path: to, state }];
    this.at += 1;
  }
  replaceState(state: unknown, _: string, to: string) {
    this.entries[this.at] = { path: to, state };
  }
  back() {
    this.at -= 1;
    this.listeners.forEach((tell) => tell());
  }
}

let past: Past;
beforeEach(() => {
  past = new Past();
  Object.assign(globalThis, {
    history: past,
    location: {
      get pathname() {
        return past.entries[past.at]!.path;
      },
      get href() {
        return past.entries[past.at]!.path;
      },
    },
    addEventListener: (_: string, tell: () => void) => past.listeners.push(tell),
    removeEventListener: () => undefined,
  });
  followHistory();
});

test("a step forward is taken back by the browser's back button", () => {
  go("/tunnit");
  expect(path.value).toBe("/tunnit");
  past.back();
  expect(path.value).toBe("/tanaan");
});

test("going where one is adds nothing to the history", () => {
  go("/tanaan");
  expect(past.entries).toHaveLength(1);
});

test("the back button closes a sheet and leaves its screen", () => {
  openSheet("explain", "flex");
  expect(sheet.value).toEqual({ name: "explain", of: "flex" });
  past.back();
  expect(sheet.value).toBeNull();
  expect(path.value).toBe("/tanaan");
});

test("closing a sheet goes back instead of piling up history", () => {
  openSheet("journal");
  closeSheet();
  expect(sheet.value).toBeNull();
  expect(past.at).toBe(0);
});

test("a reload never reopens a sheet", () => {
  openSheet("journal");
  followHistory();
  expect(sheet.value).toBeNull();
});

test("an address that leads nowhere has no screen, and a slash at its end does no harm", () => {
  expect(screenOf("/tunnit/")).toBe("hours");
  expect(screenOf("/matkat")).toBe("travel");
  expect(screenOf("/ei-mitaan")).toBeNull();
  replace("/lomat");
  expect(screenOf(path.value)).toBe("leave");
});

const none = { notices: 0, decisions: 0 };

test("only a supervisor has the team in the bar, with the number of what waits", () => {
  const hrefs = (roles: ("employee" | "supervisor")[]) => navItems("/tanaan", roles, null, none).map(({ to }) => to);
  expect(hrefs(["employee"])).toEqual(["/tanaan", "/tunnit", "/matkat", "/lomat", "/lisaa"]);
  expect(hrefs(["employee", "supervisor"])).toEqual(["/tanaan", "/tunnit", "/matkat", "/lomat", "/tiimi", "/lisaa"]);
  expect(waitingInTeam(null, none)).toBe(0);
  expect(
    waitingInTeam(teamView(), none),
    "a forgotten out, unordered time, a request, a correction and a kiky mark",
  ).toBe(5);
});

test("the bar says where one is: who is in is a room of Lisää to those who have no team, and nowhere is nowhere", () => {
  const here = (address: string, roles: ("employee" | "payroll" | "supervisor")[]) =>
    navItems(address, roles, null, none).flatMap(({ to, here }) => (here ? [to] : []));
  expect(here("/tiimi", ["employee", "supervisor"])).toEqual(["/tiimi"]);
  expect(here("/tiimi", ["employee", "payroll"])).toEqual(["/lisaa"]);
  expect(here("/saldot", ["employee", "payroll"])).toEqual(["/lisaa"]);
  expect(here("/matkat", ["employee"])).toEqual(["/matkat"]);
  expect(here("/ei-mitaan", ["employee"])).toEqual([]);
});

test("at a desk the rooms of the office stand in the bar by their own names, and one of all is where one is", () => {
  const rooms = menuFor(["employee", "payroll"]);
  const items = navItems("/henkilot", ["employee", "payroll"], null, none, rooms);
  expect(items.slice(-rooms.length).map(({ to }) => to)).toEqual(rooms.map((path) => `/${path}`));
  expect(items.filter(({ here }) => here).map(({ to }) => to)).toEqual(["/henkilot"]);
  expect(navItems("/lisaa", ["employee", "payroll"], null, none, rooms).find(({ here }) => here)?.to).toBe("/lisaa");
});

test("months and late changes count in the team's number, also before the team has been opened; notices in Lisää", () => {
  const waits = { notices: 3, decisions: 2 };
  expect(waitingInTeam(null, waits)).toBe(2);
  expect(waitingInTeam(teamView(), waits)).toBe(7);
  const counts = navItems("/tanaan", ["employee", "supervisor"], null, waits).map(({ to, count }) => [to, count]);
  expect(counts.filter(([, count]) => count)).toEqual([
    ["/tiimi", 2],
    ["/lisaa", 3],
  ]);
});

test("what waits of a person who is in two teams is counted once, as the inbox shows it", () => {
  const view = teamView();
  const [first] = view.teams;
  expect(waitingInTeam({ ...view, teams: [...view.teams, { ...first!, id: "t-again" }] }, none)).toBe(5);
});

test("a screen of the office is there for its own roles alone, and everybody has their report and their changes", () => {
  for (const screen of ["saldot", "tyosopimukset", "tyoehtosopimukset", "kuukaudet", "kiky", "team"] as const) {
    expect(mayOpen(screen, ["employee"]), screen).toBe(false);
    expect(mayOpen(screen, ["employee", "supervisor"]), screen).toBe(true);
  }
  expect(mayOpen("kuukaudet", ["admin"])).toBe(false);
  for (const screen of [
    "today",
    "hours",
    "leave",
    "more",
    "ilmoitukset",
    "raportit",
    "tapahtumaloki",
    "paikalla",
  ] as const) {
    expect(mayOpen(screen, ["employee"]), screen).toBe(true);
  }
});

test("the menu of the office has what one's roles open, and the team only for those who have it not in the bar", () => {
  expect(menuFor(["employee"])).toEqual([]);
  const supervisors = [
    "saldot",
    "tyosopimukset",
    "tyoehtosopimukset",
    "kuukaudet",
    "viikko",
    "tapahtumaloki",
    "raportit",
    "kiky",
  ];
  expect(menuFor(["employee", "supervisor"])).toEqual(supervisors);
  expect(menuFor(["admin"])).toEqual([
    "tiimi",
    "paikalla",
    "saldot",
    "henkilot",
    "kayttoonotto",
    ...supervisors.slice(1, 3),
    "matkakorvaukset",
    ...supervisors.slice(5),
    "rajapinnat",
    "sailytys",
    "kaytto",
  ]);
  expect(menuFor(["admin", "supervisor"])).not.toContain("tiimi");
  expect(menuFor(["employee", "planner"])).toEqual(["kiky"]);
  expect(menuFor(["employee", "reception"])).toEqual(["paikalla"]);
});
