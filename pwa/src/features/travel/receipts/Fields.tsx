import { useEffect, useState } from "preact/hooks";
import { fullDate } from "../../../ui/formats";
import { language, t } from "../../../ui/words";
import { Input, Select } from "../../_shared/forms/fields";
import { useApp } from "../../_shared/useApp";
import { CATEGORIES, CURRENCIES, EURO, type Typed } from "./typed";

interface Props {
  typed: Typed;
  claim: string;
  wrong: string | null;
  write: (change: Partial<Typed>) => void;
}

/** What stands on the receipt, and who paid it. */
export function Fields({ typed, claim, wrong, write }: Props) {
  return (
    <>
      <div class="receipts-pair">
        <Input
          id="receipt-date"
          label={t("receipt.field.date")}
          type="date"
          value={typed.date}
          onInput={(date) => write({ date })}
        />
        <Select
          id="receipt-category"
          label={t("receipt.field.category")}
          value={typed.category}
          options={CATEGORIES.map((one) => [one, t(`receipt.category.${one}`)])}
          onInput={(category) => write({ category })}
        />
      </div>
      <Input
        id="receipt-supplier"
        label={t("receipt.field.supplier")}
        value={typed.supplier}
        maxLength={200}
        onInput={(supplier) => write({ supplier })}
      />
      <div class="receipts-pair">
        <Amount {...{ typed, wrong, write }} />
        <Select
          id="receipt-currency"
          label={t("receipt.field.currency")}
          value={typed.currency}
          options={CURRENCIES.map((code) => [code, named(code)])}
          onInput={(currency) => write({ currency, rate: "", rateSource: "" })}
        />
      </div>
      {typed.currency === EURO ? null : <CurrencyRate {...{ typed, wrong, write }} />}
      <Payer {...{ typed, write }} />
      <Booked {...{ typed, claim, write }} />
    </>
  );
}

/** `SEK · Ruotsin kruunu`, in the language in use. */
function named(code: string): string {
  const name = new Intl.DisplayNames([language()], { type: "currency", fallback: "none" }).of(code);
  return [code, name].filter(Boolean).join(" · ");
}

type Part = Omit<Props, "claim">;

function Amount({ typed, wrong, write }: Part) {
  return (
    <div class="field">
      <label for="receipt-gross">{t("receipt.field.gross")}</label>
      <input
        id="receipt-gross"
        class="input"
        inputMode="decimal"
        autocomplete="off"
        value={typed.gross}
        aria-invalid={wrong === "gross" || undefined}
        aria-describedby={wrong === "gross" ? "receipt-gross-wrong" : undefined}
        onInput={(event) => write({ gross: event.currentTarget.value })}
      />
      {wrong === "gross" ? (
        <p id="receipt-gross-wrong" class="receipts-wrong" role="alert">
          {t("receipt.wrong.amount")}
        </p>
      ) : null}
    </div>
  );
}

/** Euros for one unit: what the central bank told is filled in; what is typed over it is the person's own, or the card's. */
function CurrencyRate({ typed, wrong, write }: Part) {
  const told = useTold(typed, write);
  const source = typed.rateSource || "typed";
  const hint = source === "ecb" && told ? t("receipt.rate_told", { date: fullDate(told, language()) }) : undefined;
  return (
    <div class="receipts-pair">
      <div class="field">
        <label for="receipt-rate">{t("receipt.field.rate", { currency: typed.currency })}</label>
        <input
          id="receipt-rate"
          class="input"
          inputMode="decimal"
          autocomplete="off"
          value={typed.rate}
          aria-invalid={wrong === "rate" || undefined}
          aria-describedby="receipt-rate-hint"
          onInput={(event) => {
            const rate = event.currentTarget.value;
            write({ rate, rateSource: typed.rateSource === "card" ? "card" : "typed" });
          }}
        />
        <small id="receipt-rate-hint">{hint ?? t(wrong === "rate" ? "receipt.wrong.rate" : "receipt.rate_help")}</small>
      </div>
      <Select
        id="receipt-rate-source"
        label={t("receipt.field.rate_source")}
        value={source}
        options={(["ecb", "card", "typed"] as const).map((one) => [one, t(`receipt.rate_source.${one}`)])}
        onInput={(chosen) =>
          write({ rateSource: chosen as Typed["rateSource"], ...(chosen === "ecb" ? { rate: "" } : {}) })
        }
      />
    </div>
  );
}

/** The day of the central bank's rate that is filled in; it follows the date and the currency while nobody has typed one. */
function useTold({ currency, date, rate, rateSource }: Typed, write: Props["write"]): string | null {
  const { acts } = useApp();
  const [told, setTold] = useState<string | null>(null);
  const follows = rateSource === "ecb" || (rateSource === "" && rate === "");
  useEffect(() => {
    let wanted = true;
    if (!follows || !date) return;
    void acts.currencyRate(currency, date).then((found) => {
      if (!wanted) return;
      setTold(found?.date ?? null);
      if (found) write({ rate: found.rate.replace(".", ","), rateSource: "ecb" });
      else if (rateSource === "ecb") write({ rate: "", rateSource: "" });
    });
    return () => void (wanted = false);
  }, [currency, date, follows]);
  return told;
}

function Payer({ typed, write }: Pick<Props, "typed" | "write">) {
  return (
    <fieldset class="receipts-pick">
      <legend class="label">{t("receipt.field.paid_by")}</legend>
      {(["self", "employer"] as const).map((one) => (
        <label key={one} class="receipts-pick-one">
          <input
            type="radio"
            name="receipt-paid-by"
            checked={typed.paidBy === one}
            onChange={() => write({ paidBy: one })}
          />
          <span>{t(`receipt.paid_by.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Which trip it belongs to, what it is booked on, and a note. */
function Booked({ typed, claim, write }: Pick<Props, "typed" | "claim" | "write">) {
  const { acts, today } = useApp();
  const [trips, setTrips] = useState<readonly { id: string; name: string }[]>([]);
  useEffect(() => void acts.receiptTrips(claim).then(setTrips), [claim]);
  const centres = today.value?.costCentres ?? [];
  return (
    <>
      {trips.length > 0 ? (
        <Select
          id="receipt-trip"
          label={t("receipt.field.trip")}
          value={typed.trip ?? ""}
          options={[["", t("receipt.no_trip")], ...trips.map(({ id, name }) => [id, name] as const)]}
          onInput={(trip) => write({ trip: trip || null })}
        />
      ) : null}
      {centres.length > 0 ? (
        <Select
          id="receipt-centre"
          label={t("today.cost_centre")}
          value={typed.costCentre ?? ""}
          options={[
            ["", t("receipt.claims_centre")],
            ...centres.map(({ id, code, name }) => [id, [code, name].filter(Boolean).join(" ")] as const),
          ]}
          onInput={(centre) => write({ costCentre: centre || null })}
        />
      ) : null}
      <Input
        id="receipt-note"
        label={t("receipt.field.note")}
        value={typed.note}
        maxLength={2000}
        onInput={(note) => write({ note })}
      />
    </>
  );
}
