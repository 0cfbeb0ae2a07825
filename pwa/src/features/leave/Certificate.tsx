import { Button } from "../../ui/Button";
import { openSheet } from "../../ui/router";
import { t, tn } from "../../ui/words";
import type { OwnCertificate } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";

interface Props {
  /** The id of one's own absence or request. */
  of: string;
  when: string;
  status?: string;
}

/** What was refused or taken back needs no certificate; one that was given is still there to look at. */
const GONE = new Set(["rejected", "cancelled"]);

/** The way to one's own certificate, and how far it has come. */
export function Certificate({ of, when, status = "" }: Props) {
  const { acts } = useApp();
  const all = useRead(() => acts.certificates());
  const given = all?.find(({ id }) => id === of);
  if (all === null || (!given && GONE.has(status))) return null;
  return (
    <div class="leave-ways">
      <Button
        kind="link"
        label={t(given ? "certificate.open_label" : "certificate.give_label", { about: when })}
        onClick={() => openSheet("certificate", of)}
      >
        {t(given ? "certificate.given" : "certificate.give")}
      </Button>
      {given ? <Standing given={given} /> : null}
    </div>
  );
}

/** Where it stands on its way, when it has not arrived; and what is to be done, when it was refused. */
function Standing({ given: { refused, local, unsentFiles } }: { given: OwnCertificate }) {
  if (refused) return <small class="leave-look bad">{t("receipt.refused")}</small>;
  if (!local) return null;
  return <small>{unsentFiles > 0 ? tn("receipt.waits_files", unsentFiles) : t("receipt.waits")}</small>;
}
