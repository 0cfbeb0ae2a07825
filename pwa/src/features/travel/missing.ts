/** All that a claim lacks before it can be sent, each with the way to it. */
import type { ReceiptView, Worked } from "../../store/appState";
import type { Rates } from "../../domain/travel/rates";
import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { missingOf, type TripForm } from "./form";
import type { Item } from "./MissingList";
import { lackingOf } from "./receipts/lacking";
import { fieldWord } from "./words";

export function missingOfTrips(trips: readonly { trip: TripForm; worked: Worked }[]): Item[] {
  return trips.flatMap(({ trip, worked }, number) =>
    missingOf(trip, worked).map(({ field }) => {
      const said = fieldWord(field);
      return { id: fieldId(number, field, trip), said: trips.length > 1 ? t("travel.of", of(number, said)) : said };
    }),
  );
}

const of = (number: number, claim: string) => ({ name: t("travel.trip_n", { n: number + 1 }), claim });

/** `leave` keeps what is typed on the page below before a receipt is opened. */
export function missingOfReceipts(receipts: readonly ReceiptView[], rates: Rates | null, leave: () => void): Item[] {
  return receipts.flatMap((receipt) =>
    lackingOf(receipt, rates).map((key) => ({
      id: `receipt-${receipt.id}-${key}`,
      said: t("travel.of", { name: receipt.body.supplier || t("receipt.unnamed"), claim: t(key) }),
      open: () => {
        leave();
        openSheet("receipt", `${receipt.body.claim}/${receipt.id}`);
      },
    })),
  );
}

/** Where a field of a trip stands on the page. */
function fieldId(number: number, field: string, { legs }: TripForm): string {
  if (field.startsWith("day_ends_in")) return `trip-${number}-legs[${Math.max(0, legs.length - 1)}]`;
  return `trip-${number}-${field}`;
}
