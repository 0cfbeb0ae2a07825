import { useState } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { ClaimPage } from "./ClaimPage";
import { ClaimView } from "./ClaimView";
import { isOpen, NEW, useDraft } from "./claimDraft";
import { claimForm, type ClaimForm, mendingForm, newTrip, NO_HEAD, restored } from "./form";
import { useClaim, useRefusedTrip } from "../_shared/travel/useTravel";
import { nameOf } from "../_shared/travel/claimWords";

/** Before the operation whose refusal is mended. */
const MEND = "mend/";

/** The claim `of`, or a new one: one's own is filled here while it is open, and read by everybody else. */
export function ClaimSheet({ of = NEW, onClose }: { of?: string; onClose: () => void }) {
  if (of.startsWith(MEND)) return <Mended of={of} onClose={onClose} />;
  return of === NEW ? <NewClaim onClose={onClose} /> : <Known id={of} onClose={onClose} />;
}

/** A trip that the server refused, as it was typed: keeping it tells it anew. */
function Mended({ of, onClose }: { of: string; onClose: () => void }) {
  const found = useRefusedTrip(of.slice(MEND.length));
  const draft = useDraft(of);
  const title = t("travel.mend");
  if (!found || !draft) return <Waiting title={title} onClose={onClose} />;
  const { trip, claim } = found;
  if (!trip) return <Gone onClose={onClose} />;
  const start = draft.kept ?? mendingForm(trip, claim);
  return <ClaimPage title={title} draftKey={of} start={start} restored claim={claim} onClose={onClose} />;
}

function NewClaim({ onClose }: { onClose: () => void }) {
  const { office, today } = useApp();
  const draft = useDraft(NEW);
  const [fresh] = useState((): ClaimForm => {
    const id = office.newId();
    const trip = newTrip(office.newId(), id, siteZone(), today.value?.date ?? "");
    trip.body.start_place = t("travel.from.workplace");
    return { id, head: NO_HEAD, trips: [trip] };
  });
  if (!draft) return <Waiting title={t("travel.new")} onClose={onClose} />;
  return (
    <ClaimPage
      title={t("travel.new")}
      draftKey={NEW}
      start={draft.kept ?? fresh}
      restored={draft.kept !== null}
      claim={null}
      onClose={onClose}
    />
  );
}

function Known({ id, onClose }: { id: string; onClose: () => void }) {
  const { session } = useApp();
  const found = useClaim(id);
  const draft = useDraft(id);
  const fresh = useDraft(NEW);
  if (!found || !draft || !fresh) return <Waiting title={t("travel.claim")} onClose={onClose} />;
  const { claim } = found;
  if (!claim) return <Gone onClose={onClose} />;
  const own = claim.person === session.value.person;
  if (own && isOpen(claim)) {
    // A receipt that was kept from the page of a new claim has made that claim: what was typed there belongs to it.
    const [draftKey, kept] = draft.kept || fresh.kept?.id !== id ? [id, draft.kept] : [NEW, fresh.kept];
    return (
      <ClaimPage
        title={nameOf(claim)}
        draftKey={draftKey}
        start={kept ? restored(kept, claim) : claimForm(claim)}
        restored={kept !== null}
        claim={claim}
        onClose={onClose}
      />
    );
  }
  return <ClaimView claim={claim} own={own} onClose={onClose} />;
}

function Gone({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t("travel.claim")} onClose={onClose}>
      <p class="muted">{t("travel.gone")}</p>
    </Sheet>
  );
}

function Waiting({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="loading">{t("common.loading")}</p>
    </Sheet>
  );
}
