import "./claim.css";
import "./travel.css";
import { useEffect, useState } from "preact/hooks";
import type { ClaimFact, Place, ReceiptFact, TripFact } from "../../store/appState";
import { Button } from "../../ui/Button";
import { addDays, fullDate, num } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { language, t } from "../../ui/words";
import { euros } from "../_shared/forms/money";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { Decide } from "./Decide";
import { Preview, Sums } from "./Preview";
import { type Paper, Papers } from "../_shared/travel/Papers";
import { StatusTag } from "./StatusTag";
import { usePreview } from "../_shared/travel/useTravel";
import { datesOf, nameOf } from "../_shared/travel/claimWords";

/** A claim that was sent: its trips with their lines, its receipts with their pictures, and what became of it. */
export function ClaimView({ claim, own, onClose }: { claim: ClaimFact; own: boolean; onClose: () => void }) {
  const places = usePreview()?.places ?? [];
  const { head, sums, status } = claim;
  return (
    <Sheet title={nameOf(claim)} onClose={onClose}>
      <div class="travel-form">
        <p class="travel-told">
          {own ? null : <b>{claim.personName}</b>}
          <StatusTag claim={claim} />
          <span class="muted">{datesOf(claim)}</span>
        </p>
        {status === "submitted" && claim.local ? <p class="note calm">{t("travel.sent_waits")}</p> : null}
        {claim.reason ? <Reason claim={claim} /> : null}
        {claim.trips.map((trip) => (
          <TripTold key={trip.id} trip={trip} places={places} />
        ))}
        {claim.receipts.map((one) => (
          <ReceiptTold key={one.id} claim={claim.id} receipt={one} />
        ))}
        {head.note ? <p class="muted">{head.note}</p> : null}
        <Sums sums={sums} advance={head.advance_cents} />
        {own ? <Withdraw claim={claim} onClose={onClose} /> : <Decide claim={claim} onDone={onClose} />}
        {claim.local ? null : <Papers papers={papersOf(claim)} />}
      </div>
    </Sheet>
  );
}

/** The claim itself, and for a contractor what may be invoiced of the month that it ends in. */
function papersOf({ id, person, payee, status, until }: ClaimFact): Paper[] {
  const papers = [{ words: t("travel.paper.claim"), path: `/api/v1/claims/${id}.pdf` }];
  if (payee !== "contractor" || !until || (status !== "approved" && status !== "paid")) return papers;
  const [month, next] = [until.slice(0, 7), addDays(`${until.slice(0, 7)}-28`, 4).slice(0, 7)];
  const path = `/api/v1/claims/invoicing?person=${person}&from=${month}-01&until=${addDays(`${next}-01`, -1)}`;
  return [...papers, { words: t("travel.paper.invoicing", { month: until }), path }];
}

function Reason({ claim: { decidedBy, reason, status } }: { claim: ClaimFact }) {
  return (
    <div class="note">
      <p>
        <b>
          {t(`travel.status.${status}`)}
          {decidedBy ? ` · ${decidedBy}` : ""}
        </b>
      </p>
      <p>{reason}</p>
    </div>
  );
}

function Withdraw({ claim, onClose }: { claim: ClaimFact; onClose: () => void }) {
  const { acts } = useApp();
  if (claim.status !== "submitted") return null;
  const withdraw = async (): Promise<void> => {
    announce(await acts.withdrawClaim(claim), t("travel.withdrawn"));
    onClose();
  };
  return (
    <div class="row-buttons">
      <Button onClick={withdraw}>{t("travel.withdraw")}</Button>
    </div>
  );
}

function TripTold({ trip: { body, worked, terms }, places }: { trip: TripFact; places: readonly Place[] }) {
  const moment = (text: string | null) =>
    text ? t("travel.at", { date: fullDate(text.slice(0, 10), language()), time: clockOf(text) }) : "–";
  const route = [body.start_place, ...body.stops, body.destination].filter(Boolean).join(" – ");
  return (
    <section class="travel-fields" aria-label={body.destination}>
      <h3>{body.purpose || body.destination}</h3>
      <p class="travel-route">
        {route}
        <br />
        <span class="muted">
          {moment(body.start)} – {moment(body.end)}
        </span>
      </p>
      {body.km_from_workplace === null && body.km_from_home === null ? null : (
        <p class="muted small">
          {t("travel.distances", { work: kilometres(body.km_from_workplace), home: kilometres(body.km_from_home) })}
        </p>
      )}
      <Preview worked={worked} terms={terms} places={places} />
    </section>
  );
}

function kilometres(value: number | null): string {
  return value === null ? "–" : num(value, language());
}

/** `2026-03-02T08:00` as its clock time. */
function clockOf(text: string): string {
  const [hours = "", minutes = ""] = text.slice(11, 16).split(":");
  return `${Number(hours)}${language() === "en" ? ":" : "."}${minutes}`;
}

/** A receipt, and the pictures of it that the server has. */
function ReceiptTold({ claim, receipt }: { claim: string; receipt: ReceiptFact }) {
  const lang = language();
  const { supplier, date, eur_cents, files, category } = receipt;
  return (
    <section class="travel-receipt" aria-label={supplier || t("travel.receipt")}>
      <p>
        <b>{supplier || t("travel.receipt")}</b>
        <span>{[t(`travel.category.${category}`), date ? fullDate(date, lang) : ""].filter(Boolean).join(" · ")}</span>
        <em class="nowrap">{eur_cents === null ? "–" : euros(eur_cents, lang)}</em>
      </p>
      {files.map((sha256, number) => (
        <Picture key={sha256} hash={sha256} claim={claim} n={number + 1} />
      ))}
    </section>
  );
}

/** A picture of a receipt, from this device or fetched when it is looked at; a PDF opens beside the app. */
function Picture({ hash, claim, n }: { hash: string; claim: string; n: number }) {
  const { acts } = useApp();
  const [file, setFile] = useState<{ url: string; image: boolean } | "none" | null>(null);
  useEffect(() => {
    let url = "";
    let wanted = true;
    const show = (blob: Blob | null): void => {
      if (!wanted) return;
      if (blob) url = URL.createObjectURL(blob);
      setFile(blob ? { url, image: blob.type.startsWith("image/") } : "none");
    };
    void acts.receiptFile(hash, claim).then(show, () => show(null));
    return () => {
      wanted = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [hash, claim]);
  if (!file) return <p class="loading">{t("common.loading")}</p>;
  if (file === "none") return <p class="muted small">{t("travel.picture_missing")}</p>;
  if (file.image) return <img class="travel-picture" src={file.url} alt={t("travel.picture", { n })} />;
  return (
    <a class="button" href={file.url} target="_blank" rel="noreferrer">
      {t("travel.pdf", { n })}
    </a>
  );
}
