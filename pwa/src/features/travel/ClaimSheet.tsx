import { useState } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { ClaimPage } from "./ClaimPage";
import { ClaimView } from "./ClaimView";
import { isOpen, NEW, useDraft } from "./claimDraft";
import { claimForm, type ClaimForm, newTrip, NO_HEAD, restored } from "./form";
import { useClaim } from "../_shared/travel/useTravel";
import { nameOf } from "../_shared/travel/claimWords";

/** The claim `of`, or a new one: one's own is filled here while it is open, and read by everybody else. */
export function ClaimSheet({ of = NEW, onClose }: { of?: string; onClose: () => void }) {
  return of === NEW ? <NewClaim onClose={onClose} /> : <Known id={of} onClose={onClose} />;
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
  if (!claim) {
    return (
      <Sheet title={t("travel.claim")} onClose={onClose}>
        <p class="muted">{t("travel.gone")}</p>
      </Sheet>
    );
  }
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

function Waiting({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="loading">{t("common.loading")}</p>
    </Sheet>
  );
}
