import "./travel.css";
import type { ClaimFact, TripFact } from "../../store/appState";
import { Button } from "../../ui/Button";
import { openSheet } from "../../ui/router";
import { language, t } from "../../ui/words";
import { euros } from "../_shared/forms/money";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { isOpen, NEW, useDraft } from "./claimDraft";
import { again, savesOf } from "./form";
import { Running } from "../_shared/travel/Running";
import { StatusTag } from "./StatusTag";
import { useClaims } from "../_shared/travel/useTravel";
import { datesOf, nameOf } from "../_shared/travel/claimWords";

/** Own claims, the trip that is under way, and the ways to begin one. */
export function Travel() {
  const claims = useClaims();
  if (!claims) return <main class="loading">{t("common.loading")}</main>;
  const running = runningOf(claims);
  return (
    <main class="travel">
      <div class="travel-begin">
        {running ? <Running {...running} /> : null}
        <Begin running={running !== null} />
      </div>
      {claims.length === 0 ? (
        <Empty />
      ) : (
        <ul class="travel-list" aria-label={t("travel.own")}>
          {claims.map((claim) => (
            <Row key={claim.id} claim={claim} />
          ))}
        </ul>
      )}
    </main>
  );
}

/** The trip that has begun and not ended. */
function runningOf(claims: readonly ClaimFact[]): { claim: ClaimFact; trip: TripFact } | null {
  for (const claim of claims.filter(isOpen)) {
    const trip = claim.trips.find(({ body }) => body.start && !body.end);
    if (trip) return { claim, trip };
  }
  return null;
}

function Begin({ running }: { running: boolean }) {
  const { acts } = useApp();
  const draft = useDraft(NEW);
  const start = async (): Promise<void> =>
    announce(await acts.startTrip({ start_place: t("travel.from.workplace") }), t("travel.started"));
  return (
    <>
      <div class="row-buttons">
        <Button kind="go" onClick={() => openSheet("claim", NEW)}>
          {t("travel.new")}
        </Button>
        {running ? null : <Button onClick={start}>{t("travel.start_now")}</Button>}
      </div>
      {draft?.kept ? <p class="muted small">{t("travel.draft_here")}</p> : null}
    </>
  );
}

/** Nothing yet: what a claim is made of, and where to begin. */
function Empty() {
  return (
    <section class="card travel-empty">
      <h2>{t("travel.none")}</h2>
      <p>{t("travel.none_text")}</p>
      <p>{t("travel.none_start")}</p>
    </section>
  );
}

function Row({ claim }: { claim: ClaimFact }) {
  const { acts, office, today } = useApp();
  const lang = language();
  const name = nameOf(claim);
  const copy = async (): Promise<void> => {
    const form = again(claim, today.value?.date ?? "", () => office.newId());
    const saved = await acts.saveClaim(form.id, form.head, savesOf(form));
    announce(saved, t("travel.copied"));
    if (saved !== "failed") openSheet("claim", form.id);
  };
  return (
    <li class="card travel-row">
      <button type="button" class="travel-open" onClick={() => openSheet("claim", claim.id)}>
        <span>
          <b>{name}</b>
          <small>{datesOf(claim)}</small>
        </span>
        <em class="nowrap">{euros(claim.sums.total, lang)}</em>
      </button>
      <p class="travel-told">
        <StatusTag claim={claim} />
        {claim.status === "paid" && claim.paidOn ? (
          <span class="muted small">{t("travel.paid_on", { date: claim.paidOn })}</span>
        ) : null}
        {claim.trips.some(({ body }) => body.end) ? (
          <Button kind="link" label={t("travel.again_label", { name })} onClick={copy}>
            {t("travel.again")}
          </Button>
        ) : null}
      </p>
      {claim.status === "returned" && claim.reason ? <p class="travel-reason">{claim.reason}</p> : null}
    </li>
  );
}
