import type { ClaimFact } from "../../store/appState";
import { openSheet } from "../../ui/router";
import { language, t, tn } from "../../ui/words";
import { Button } from "../../ui/Button";
import { euros } from "../_shared/forms/money";
import { announce, decisionUndo } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useClaimsWaiting } from "../_shared/travel/useTravel";
import { datesOf, nameOf } from "../_shared/travel/claimWords";
import { Pick } from "./Pick";

/** Claims that wait for the supervisor: looked into, or approved with one tap. */
export function ClaimsWaiting() {
  const claims = useClaimsWaiting();
  if (!claims?.length) return null;
  return (
    <section class="team-inbox" aria-labelledby="claims-wait">
      <h2 id="claims-wait">{tn("travel.waiting", claims.length)}</h2>
      {claims.map((claim) => (
        <Pick key={claim.id} id={claim.id}>
          <Waiting claim={claim} />
        </Pick>
      ))}
    </section>
  );
}

function Waiting({ claim }: { claim: ClaimFact }) {
  const { acts } = useApp();
  const name = claim.personName;
  const approve = async (): Promise<void> =>
    announce(
      await acts.decideClaim(claim, "approve", ""),
      t("travel.decided.approve", { name }),
      decisionUndo(acts, { kind: "claim", id: claim.id, person: claim.person, name, version: claim.version }),
    );
  return (
    <article class="card team-decision">
      <h3>{t("travel.of", { name, claim: nameOf(claim) })}</h3>
      <p>
        {datesOf(claim)} · <b class="nowrap">{euros(claim.sums.total, language())}</b>
      </p>
      <div class="row-buttons">
        <Button kind="go" label={t("travel.approve_label", { name })} onClick={approve}>
          {t("team.approve")}
        </Button>
        <Button label={t("travel.look_label", { name })} onClick={() => openSheet("claim", claim.id)}>
          {t("travel.look")}
        </Button>
      </div>
    </article>
  );
}
