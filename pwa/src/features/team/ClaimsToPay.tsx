import { useSignal } from "@preact/signals";
import type { Reply } from "../../store/appState";
import { Button } from "../../ui/Button";
import { language, t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { euros } from "../_shared/forms/money";
import { announce } from "../_shared/reply/announce";
import { useReply } from "../_shared/reply/reply";
import { datesOf } from "../_shared/travel/claimWords";
import { Papers } from "../_shared/travel/Papers";
import { useApp } from "../_shared/useApp";
import { Named } from "../_shared/Person";

type Claim = Reply<"get", "/api/v1/claims">["claims"][number];

/** What payroll does with claims: their files of an interval, and which are paid. Needs the network. */
export function ClaimsToPay() {
  return (
    <>
      <Unpaid />
      <Files />
    </>
  );
}

/** Claims approved in an interval, as the payroll program reads them. */
function Files() {
  const today = useApp().today.value?.date ?? "";
  const [first, last] = [useSignal(`${today.slice(0, 7)}-01`), useSignal(today)];
  const path = `/api/v1/claims/payroll?from=${first.value}&until=${last.value}&format=`;
  const papers = ["CSV", "XLSX"].map((words) => ({ words, path: path + words.toLowerCase() }));
  return (
    <section class="card team-decision" aria-labelledby="claims-files">
      <h2 id="claims-files">{t("travel.paper.payroll")}</h2>
      <p>{t("travel.paper.payroll_text")}</p>
      <Input
        id="claims-first"
        type="date"
        label={t("travel.paper.first")}
        value={first.value}
        onInput={(date) => (first.value = date)}
      />
      <Input
        id="claims-last"
        type="date"
        label={t("travel.paper.last")}
        value={last.value}
        onInput={(date) => (last.value = date)}
      />
      {first.value && last.value ? <Papers papers={papers} /> : null}
    </section>
  );
}

/** Approved claims that payroll has not paid yet: each is marked as paid on a day. */
function Unpaid() {
  const { acts, sync, today } = useApp();
  const [reply] = useReply("/api/v1/claims?status=approved", sync.value.unsent);
  const on = useSignal(today.value?.date ?? "");
  const marked = useSignal<readonly string[]>([]);
  const claims = (reply?.ok ? reply.data.claims : []).filter(({ id }) => !marked.value.includes(id));
  if (claims.length === 0) return null;
  const pay = async (claim: Claim): Promise<void> => {
    const { id, person, version } = claim;
    const name = claim.person_name ?? "";
    const saved = await acts.payClaim({ id, person, personName: name, version, name: nameOf(claim) }, on.value);
    announce(saved, t("travel.marked_paid", { name }));
    if (saved !== "failed") marked.value = [...marked.value, id];
  };
  return (
    <section class="team-inbox" aria-labelledby="claims-to-pay">
      <h2 id="claims-to-pay">{t("travel.to_pay")}</h2>
      <Input
        id="claims-paid-on"
        type="date"
        label={t("field.paid_on")}
        value={on.value}
        onInput={(date) => (on.value = date)}
      />
      {claims.map((claim) => (
        <ToPay key={claim.id} claim={claim} onPay={on.value ? () => pay(claim) : null} />
      ))}
    </section>
  );
}

function ToPay({ claim, onPay }: { claim: Claim; onPay: (() => Promise<void>) | null }) {
  const name = claim.person_name ?? "";
  const { from_date: from, until_date: until, to_pay_cents: cents } = claim;
  return (
    <article class="card team-decision">
      <h3>
        <Named id={claim.person} name={name} text={t("travel.of", { name, claim: nameOf(claim) })} own />
      </h3>
      <p>
        {datesOf({ from, until })} · <b class="nowrap">{euros(cents, language())}</b>
      </p>
      {onPay ? (
        <div class="row-buttons">
          <Button kind="go" label={t("travel.mark_paid_label", { name })} onClick={onPay}>
            {t("travel.mark_paid")}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function nameOf({ title, trips }: Claim): string {
  const places = [...new Set(trips.map(({ destination }) => destination).filter(Boolean))];
  return title || places.join(", ") || t("travel.nameless");
}
