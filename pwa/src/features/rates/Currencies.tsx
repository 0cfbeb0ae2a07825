import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, num } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { FileField } from "../_shared/forms/fields";
import { type ChosenFile, chosen } from "../_shared/forms/packed";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

const MOST = 650_000;

/** Currencies of the last banking days, which receipts in other money begin with. */
export function Currencies({ may }: { may: boolean }) {
  const [changed, setChanged] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [reply, again] = useReply("/api/v1/travel/currencies", changed);
  const close = (done: boolean): void => {
    setOpen(false);
    if (done) setChanged(changed + 1);
  };
  return (
    <section class="card rates-currencies" aria-labelledby="rates-currencies">
      <h2 id="rates-currencies">{t("rates.currencies")}</h2>
      <Wait reply={reply} again={again}>
        {({ days }) => (days[0] ? <Days days={days} /> : <p class="muted">{t("rates.currencies.none")}</p>)}
      </Wait>
      {may ? <Button onClick={() => setOpen(true)}>{t("rates.currencies.open")}</Button> : null}
      {isOpen ? <CurrencySheet onClose={close} /> : null}
    </section>
  );
}

function Days({ days }: { days: readonly Wire["CurrencyRates"][] }) {
  const newest = days[0]!;
  return (
    <>
      <p>{tn("rates.currencies.days", days.length, { date: newest.date })}</p>
      <details class="rates-kind">
        <summary>{t("rates.currencies.one_euro", { date: fullDate(newest.date, language()) })}</summary>
        <ul class="rates-differences">
          {Object.entries(newest.rates).map(([currency, rate]) => (
            <li key={currency}>
              <span>{currency}</span>
              <span class="desk-fig">{num(Number(rate), language())}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The bank's file: first what is in it, then taken in. */
function CurrencySheet({ onClose }: { onClose: (done: boolean) => void }) {
  const { office } = useApp();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [seen, setSeen] = useState<Wire["CurrenciesTaken"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const choose = (given: File | undefined): void => {
    setSeen(null);
    setRefusal(given && given.size > MOST ? t("rates.file.large") : null);
    setFile(chosen(given, MOST));
  };
  const send = async (dry: boolean): Promise<void> => {
    const content = await file?.content;
    if (!file || !content) return setRefusal(t("rates.currencies.missing"));
    const body = { name: file.name, content, dry_run: dry };
    const reply = await office.post("/api/v1/travel/currencies/file", body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return setSeen(null);
    if (dry) return setSeen(reply.data);
    say(tn("rates.currencies.done", reply.data.new));
    onClose(true);
  };
  return (
    <Sheet title={t("rates.currencies.open")} onClose={() => onClose(false)}>
      <div class="desk">
        <p>{t("rates.currencies.how")}</p>
        <FileField
          id="currencies-file"
          label={t("rates.currencies.file")}
          accept=".xml,.csv,text/xml,text/csv"
          chosen={file?.name ?? ""}
          onChoose={choose}
        />
        <Refused refusal={refusal} />
        <Button kind={seen ? "plain" : "go"} onClick={() => send(true)}>
          {t("rates.file.try")}
        </Button>
        {seen ? (
          <>
            <p role="status">{tn("rates.currencies.seen", seen.days, { ...seen })}</p>
            <Button kind="go" onClick={() => send(false)}>
              {t("rates.currencies.do")}
            </Button>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}
