import "./receipts.css";
import { useEffect, useState } from "preact/hooks";
import type { ReceiptView } from "../../../store/appState";
import type { Rates } from "../../../domain/travel/rates";
import { Button } from "../../../ui/Button";
import { fullDate } from "../../../ui/formats";
import { openSheet } from "../../../ui/router";
import { language, t, tn } from "../../../ui/words";
import { euros } from "../../_shared/forms/money";
import { useApp } from "../../_shared/useApp";
import { Small } from "../../_shared/pages/Small";

interface Props {
  /** The id of the claim. */
  claim: string;
  /** Nothing can be added or changed. */
  readonly?: boolean;
  /** Called before a receipt is opened: what is typed on the page below is to be kept. */
  onOpen?: () => void;
}

/** The receipts of a claim. Adding, looking and changing lie in a sheet of their own. */
export function Receipts({ claim, readonly = false, onOpen }: Props) {
  const found = useReceipts(claim);
  const open = (id: string): void => {
    onOpen?.();
    openSheet("receipt", [claim, id, ...(readonly ? ["view"] : [])].join("/"));
  };
  return (
    <section class="receipts" aria-labelledby="receipts-title">
      <header class="receipts-head">
        <h2 id="receipts-title">{t("receipt.title")}</h2>
        {readonly ? null : <Button onClick={() => open("new")}>{t("receipt.add")}</Button>}
      </header>
      {found?.length === 0 ? <p class="muted">{t(readonly ? "receipt.none" : "receipt.none_yet")}</p> : null}
      {found && found.length > 0 ? (
        <ul class="receipts-list">
          {found.map((receipt) => (
            <li key={receipt.id}>
              <Row receipt={receipt} onOpen={() => open(receipt.id)} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** The receipts of a claim, looked at again whenever something changes; null before the first look. */
export function useReceipts(claim?: string): readonly ReceiptView[] | null {
  const { acts, sync, balances } = useApp();
  const [found, setFound] = useState<readonly ReceiptView[] | null>(null);
  useEffect(() => {
    let wanted = true;
    acts.receipts(claim).then(
      (receipts) => wanted && setFound(receipts),
      () => wanted && setFound([]),
    );
    return () => void (wanted = false);
  }, [claim, sync.value, balances.value]);
  return found;
}

/** The dated rates of value added tax; null while they are fetched. */
export function useReceiptRates(): Rates | null {
  const { acts } = useApp();
  const [rates, setRates] = useState<Rates | null>(null);
  useEffect(() => void acts.receiptRates().then(setRates, () => {}), []);
  return rates;
}

function Row({ receipt, onOpen }: { receipt: ReceiptView; onOpen: () => void }) {
  const { body, eurCents } = receipt;
  return (
    <button type="button" class="receipts-one" onClick={onOpen}>
      <Small hash={body.files[0]} />
      <span class="receipts-told">
        <b>{body.supplier || t("receipt.unnamed")}</b>
        <span>
          {[t(`receipt.category.${body.category}`), body.date ? fullDate(body.date, language()) : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <Standing receipt={receipt} />
      </span>
      <span class="receipts-sum">
        {eurCents === null ? t("receipt.no_rate_yet") : euros(eurCents, language())}
        {body.paid_by === "employer" ? <small>{t("receipt.paid_by_employer")}</small> : null}
      </span>
    </button>
  );
}

/** Where it stands on its way, when it has not arrived; and what is to be done, when it was refused. */
export function Standing({ receipt }: { receipt: ReceiptView }) {
  const { refused, local, unsentFiles } = receipt;
  if (refused) return <small class="receipts-refused">{t("receipt.refused")}</small>;
  if (!local) return null;
  return <small>{unsentFiles > 0 ? tn("receipt.waits_files", unsentFiles) : t("receipt.waits")}</small>;
}
