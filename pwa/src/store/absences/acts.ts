/** Recording time away, and taking it back: each an operation. */
import { givenWith } from "../certificates/draft";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { nameOf } from "../team/names";
import type { Page } from "../travel/receipts/types";
import type { AbsenceActs, Away } from "./types";

export function absenceActs(store: StoreContext): AbsenceActs {
  return {
    leave: async () => {
      await store.engine();
      return [...(store.facts?.leave ?? [])].sort((a, b) => (a.from < b.from ? 1 : -1));
    },
    recordAbsence: (away, person, pages) => absence(store, away, person ?? ownId(store), pages),
    cancelAbsence: (id) => cancelAbsence(store, id),
  };
}

function absence(store: StoreContext, { from, until, ...more }: Away, person: string, pages: readonly Page[] = []) {
  const id = store.ports.uuid();
  const own = person === ownId(store);
  return keep(store, {
    type: "absence.record",
    subject: person,
    entity: { type: "absence", id },
    ...givenWith(person, id, own ? pages : []),
    body: { from_date: from, until_date: until, ...more },
    journal: {
      key: own ? "journal.absence" : "journal.absence_for",
      params: { from, until, name: nameOf(store, person) },
    },
  });
}

function cancelAbsence(store: StoreContext, id: string) {
  const away = store.facts?.leave.find((one) => one.id === id);
  return keep(store, {
    type: "absence.cancel",
    subject: ownId(store),
    entity: { type: "absence", id },
    body: {},
    base: "on_top",
    journal: { key: "journal.absence_gone", params: { from: away?.from ?? "", until: away?.until ?? "" } },
  });
}
