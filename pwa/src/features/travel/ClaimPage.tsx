import "./claim.css";
import { useSignal } from "@preact/signals";
import type { ClaimFact, ClaimSums, ReceiptView, TravelPreview } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { siteZone, t } from "../../ui/words";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { bodyOf, type ClaimForm, newTrip, type TripForm } from "./form";
import { HeadFields } from "./HeadFields";
import { missingOfReceipts, missingOfTrips } from "./missing";
import { MissingList } from "./MissingList";
import { Preview, Sums } from "./Preview";
import { Receipts, useReceiptRates, useReceipts } from "./receipts/Receipts";
import { TripFields } from "./TripFields";
import { type Page, useClaimPage } from "./useClaimPage";
import { useSending } from "./useSending";
import { usePreview } from "../_shared/travel/useTravel";

interface Props {
  title: string;
  draftKey: string;
  start: ClaimForm;
  /** It was begun before, and not kept. */
  restored: boolean;
  claim: ClaimFact | null;
  onClose: () => void;
}

/** A claim on one page, worked out as it is typed. */
export function ClaimPage({ title, draftKey, start, restored, claim, onClose }: Props) {
  const page = useClaimPage(start, draftKey, restored);
  const preview = usePreview();
  const receipts = useReceipts(page.form.value.id);
  const tried = useSignal(0);
  const { trips, id, head } = page.form.value;
  const worked = trips.map((trip) => ({ trip, ...workOf(preview, trip) }));
  const faulty = worked.some((one) => one.worked.faults.length > 0);
  const rates = useReceiptRates();
  const missing = [...missingOfTrips(worked), ...missingOfReceipts(receipts ?? [], rates, () => page.change({}))];
  const known = preview !== null && receipts !== null;
  const { leave, send } = useSending(page, onClose, !faulty && missing.length === 0 && known, faulty);
  const submit = (): Promise<void> => {
    tried.value += 1;
    return send();
  };
  return (
    <Sheet title={title} onClose={() => void leave()}>
      <form class="travel-form" onSubmit={(event) => event.preventDefault()}>
        {claim?.status === "returned" && claim.reason ? <Returned claim={claim} /> : null}
        {worked.map((one, number) => (
          <Trip
            key={one.trip.id}
            number={number}
            of={trips.length}
            kept={claim?.trips.some(({ id }) => id === one.trip.id) ?? false}
            removable={trips.length > 1 || Boolean(receipts?.length)}
            page={page}
            places={preview?.places ?? []}
            {...one}
          />
        ))}
        <MoreTrips page={page} />
        <Receipts claim={id} onOpen={() => page.change({})} />
        <HeadFields head={head} onHead={(next) => page.change({ head: { ...head, ...next } })} />
        <Sums sums={sumsOf(worked, receipts ?? [], head.advance_cents)} advance={head.advance_cents} />
        {tried.value > 0 ? <MissingList items={missing} count={tried.value} /> : null}
        <div class="row-buttons travel-send">
          <Button kind="go" onClick={submit}>
            {t("travel.send")}
          </Button>
          <Button onClick={leave}>{t("travel.save")}</Button>
          <Discard page={page} claim={claim} onClose={onClose} />
        </div>
      </form>
    </Sheet>
  );
}

type Work = ReturnType<TravelPreview["work"]>;

const NOTHING: Work = {
  worked: {
    lines: [],
    days: [],
    due_cents: 0,
    tax_free_cents: 0,
    taxable_cents: 0,
    refused: [],
    missing: [],
    faults: [],
  },
  terms: { payee: "employee", special_sector: false, travel_pay: null, travel_prices: null },
};

function workOf(preview: TravelPreview | null, trip: TripForm): Work {
  return preview ? preview.work(bodyOf(trip)) : NOTHING;
}

function Returned({ claim: { reason, decidedBy } }: { claim: ClaimFact }) {
  return (
    <div class="note">
      <p>
        <b>{decidedBy ? t("travel.returned_by", { name: decidedBy }) : t("travel.status.returned")}</b>
      </p>
      <p>{reason}</p>
    </div>
  );
}

interface TripPartProps extends Work {
  trip: TripForm;
  number: number;
  of: number;
  /** It was kept before: removing it is an act of its own. */
  kept: boolean;
  removable: boolean;
  page: Page;
  places: TravelPreview["places"];
}

function Trip({ trip, number, of, kept, removable, page, places, worked, terms }: TripPartProps) {
  const { acts } = useApp();
  const remove = async (): Promise<void> => {
    if (kept) await acts.removeTrip(trip.id);
    page.change({ trips: page.form.value.trips.filter(({ id }) => id !== trip.id) });
  };
  return (
    <section class="travel-fields" aria-label={t("travel.trip_n", { n: number + 1 })}>
      {of > 1 ? <h3>{t("travel.trip_n", { n: number + 1 })}</h3> : null}
      <TripFields
        form={trip}
        id={`trip-${number}`}
        worked={worked}
        places={places}
        contractor={terms.payee === "contractor"}
        onForm={(next) => page.changeTrip(trip.id, (before) => ({ ...before, ...next }))}
        onBody={(next) => page.changeTrip(trip.id, (before) => ({ ...before, body: { ...before.body, ...next } }))}
      />
      <Preview worked={worked} terms={terms} places={places} />
      {removable ? (
        <Button kind="link" onClick={remove}>
          {t("travel.trip_remove")}
        </Button>
      ) : null}
    </section>
  );
}

function MoreTrips({ page }: { page: Page }) {
  const { office } = useApp();
  const add = (): void => {
    const { id, trips } = page.form.value;
    const last = trips.at(-1);
    const trip = newTrip(office.newId(), id, siteZone(), last?.endDate ?? "");
    trip.body.start_place = last?.body.start_place || t("travel.from.workplace");
    page.change({ trips: [...trips, trip] });
  };
  return <Button onClick={add}>{t("travel.trip_add")}</Button>;
}

/** Lets the page, and a claim that was kept, go. */
function Discard({ page, claim, onClose }: Pick<Props, "claim" | "onClose"> & { page: Page }) {
  const { acts } = useApp();
  const asking = useSignal(false);
  if (!claim && !page.touched.value) return null;
  const discard = async (): Promise<void> => {
    await page.forget();
    if (claim) announce(await acts.removeClaim(claim), t("travel.removed"));
    onClose();
  };
  return asking.value ? (
    <Button kind="danger" onClick={discard}>
      {t("travel.remove_sure")}
    </Button>
  ) : (
    <Button kind="link" onClick={() => (asking.value = true)}>
      {t(claim ? "travel.remove" : "travel.empty_page")}
    </Button>
  );
}

function sumsOf(worked: readonly Work[], receipts: readonly ReceiptView[], advance: number): ClaimSums {
  const sum = (field: "due_cents" | "tax_free_cents" | "taxable_cents") =>
    worked.reduce((cents, one) => cents + one.worked[field], 0);
  const paid = receipts.filter(({ body }) => body.paid_by === "self");
  const expenses = paid.reduce((cents, { eurCents }) => cents + (eurCents ?? 0), 0);
  const due = sum("due_cents");
  const total = due + expenses;
  const shares = { taxFree: sum("tax_free_cents"), taxable: sum("taxable_cents") };
  return { due, ...shares, expenses, total, toPay: total - advance };
}
