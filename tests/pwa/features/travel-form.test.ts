import { expect, test } from "vitest";
import {
  again,
  bodyOf,
  claimForm,
  daysOf,
  mendingForm,
  missingOf,
  newTrip,
  nightsOf,
  type TripForm,
} from "../../../pwa/src/features/travel/form";
import { workTrip } from "../../../pwa/src/store/travel/work";
import { USUAL } from "../../../pwa/src/store/travel/facts";
import { RATES } from "../domain/travel/asking";
import { travelOf } from "../fake/travel";

const ZONE = "Europe/Helsinki";
const typed = (more: Partial<TripForm>): TripForm => ({ ...newTrip("t", "c", ZONE, "2026-11-20"), ...more });
const lacks = (form: TripForm) => missingOf(form, workTrip(bodyOf(form), USUAL, RATES)).map(({ field }) => field);

test("a page that has just been opened lacks where, why, both ends and where from, in the order of its fields", () => {
  expect(lacks(typed({}))).toEqual(["destination", "purpose", "start", "end", "start_place"]);
});

test("a night is asked about until something is said of it, and a distance once it would matter", () => {
  const body = { ...typed({}).body, destination: "Turku", purpose: "Kokous", start_place: "Koti" };
  const form = typed({ body, startTime: "08:00", endDate: "2026-11-21", endTime: "14:00" });
  expect([daysOf(form), nightsOf(form)]).toEqual([2, ["2026-11-20"]]);
  expect(lacks(form)).toEqual(["nights.2026-11-20", "km_from_workplace", "km_from_home"]);
  expect(lacks({ ...form, told: ["2026-11-20"] })).toEqual(["km_from_workplace", "km_from_home"]);
});

test("what is half told stays on the page: a leg without its end, a drive of no length, a moment without a time", () => {
  const leg = {
    from: "FI",
    to: "",
    by: "plane",
    departDate: "2026-11-20",
    departTime: "09:00",
    arriveDate: "",
    arriveTime: "",
  };
  const form = typed({ legs: [leg], stops: "Salo; Paimio, ", startTime: "08:00" });
  const { legs, kilometres, stops, start, end } = bodyOf(form);
  expect([legs, kilometres, stops, start, end]).toEqual([[], [], ["Salo", "Paimio"], "2026-11-20T08:00", null]);
  expect(lacks(form)).toContain("legs[0]");
});

test("of two equal clock times in autumn the first is meant, and one that was told otherwise stays as it was", () => {
  const form = typed({ startDate: "2026-10-25", startTime: "03:30" });
  expect(bodyOf(form).start).toBe("2026-10-25T03:30 first");
  const told = { ...form, body: { ...form.body, start: "2026-10-25T03:30 second" } };
  expect(bodyOf(told).start).toBe("2026-10-25T03:30 second");
});

test("the same again is another claim: as long, as far, begun today, and without the advance", async () => {
  const acts = travelOf("in", async () => "saved");
  const earlier = (await acts.claim("c-tampere"))!;
  let made = 0;
  const form = again(earlier, "2026-12-01", () => `new-${(made += 1)}`);
  const [before, now] = [earlier.trips[0]!, bodyOf(form.trips[0]!)];
  expect([form.id, form.trips[0]!.id, form.head.advance_cents]).toEqual(["new-1", "new-2", 0]);
  expect([now.start, now.end, now.claim]).toEqual(["2026-12-01T07:30", "2026-12-02T15:45", "new-1"]);
  expect([now.kilometres[0]!.date, now.nights[0]!.date]).toEqual(["2026-12-01", "2026-12-01"]);
  expect(workTrip(now, USUAL, RATES).due_cents).toBe(before.worked.due_cents);
  expect(bodyOf(claimForm(earlier).trips[0]!)).toEqual(before.body);
});

test("a refused trip opens as it was typed, in its claim where that stands and else in a page of its own", async () => {
  const claim = (await travelOf("in", async () => "saved").claim("c-tampere"))!;
  const [kept] = claim.trips;
  const told = { id: kept!.id, body: { ...kept!.body, destination: "Nokia" } };
  const alone = mendingForm(told, null);
  expect([alone.id, alone.trips.map(bodyOf)]).toEqual(["c-tampere", [told.body]]);
  const within = mendingForm(told, claim);
  expect(within.trips.map(({ id, body }) => [id, body.destination])).toEqual([[kept!.id, "Nokia"]]);
});
