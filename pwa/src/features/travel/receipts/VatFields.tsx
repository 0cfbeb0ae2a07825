import { useEffect } from "preact/hooks";
import type { ReceiptBody } from "../../../store/appState";
import type { Rates } from "../../../domain/travel/rates";
import { Button } from "../../../ui/Button";
import { num } from "../../../ui/formats";
import { language, t } from "../../../ui/words";
import { euros } from "../../_shared/forms/money";
import { splitOf, type Typed, type TypedLine, usualRate, vatRates } from "./typed";

/** Parts of a receipt at the most, as the server has it. */
const MOST = 20;
const NONE: TypedLine = { rate: null, gross: "" };

interface Props {
  typed: Typed;
  body: ReceiptBody;
  rates: Rates;
  wrong: string | null;
  write: (change: Partial<Typed>) => void;
}

/** Value added tax: one rate for the whole receipt, or a line for each. The rates are those of the receipt's date. */
export function VatFields({ typed, body, rates, wrong, write }: Props) {
  const lines = typed.lines.length > 0 ? typed.lines : [NONE];
  useUsual(typed, rates, write);
  const change = (number: number, line: Partial<TypedLine>): void =>
    write({ lines: lines.map((one, at) => (at === number ? { ...one, ...line, proposed: false } : one)) });
  const options = vatRates(rates, typed.date);
  return (
    <fieldset class="receipts-vat">
      <legend class="label">{t("receipt.vat")}</legend>
      {lines.map((line, number) => (
        <Line
          key={number}
          {...{ line, number, options, wrong: wrong === "lines", alone: lines.length === 1 }}
          onLine={(some) => change(number, some)}
          onRemove={() => write({ lines: without(lines, number) })}
        />
      ))}
      {wrong === "lines" ? (
        <p class="receipts-wrong" role="alert">
          {t("receipt.wrong.amount")}
        </p>
      ) : null}
      {lines.length < MOST ? (
        <Button kind="link" onClick={() => write({ lines: [...lines, { rate: null, gross: "" }] })}>
          {t("receipt.vat_more")}
        </Button>
      ) : null}
      <Worked {...{ body, rates }} />
    </fieldset>
  );
}

interface LineProps {
  line: TypedLine;
  number: number;
  options: readonly number[];
  wrong: boolean;
  /** The only one: it takes the whole sum. */
  alone: boolean;
  onLine: (change: Partial<TypedLine>) => void;
  onRemove: () => void;
}

function Line({ line, number, options, wrong, alone, onLine, onRemove }: LineProps) {
  const n = number + 1;
  const rates = [...new Set([...options, ...(line.rate === null ? [] : [line.rate])])];
  return (
    <div class="receipts-vat-line">
      <select
        class="input"
        aria-label={t("receipt.vat_rate", { n })}
        value={line.rate === null ? "" : String(line.rate)}
        onChange={({ currentTarget: { value } }) => onLine({ rate: value === "" ? null : Number(value) })}
      >
        <option value="">{t("receipt.vat_unknown")}</option>
        {rates.map((rate) => (
          <option key={rate} value={String(rate)} selected={rate === line.rate}>
            {t("receipt.per_cent", { rate: num(rate, language()) })}
          </option>
        ))}
      </select>
      {alone ? null : (
        <>
          <input
            class="input"
            inputMode="decimal"
            autocomplete="off"
            aria-label={t("receipt.vat_gross", { n })}
            aria-invalid={wrong || undefined}
            value={line.gross}
            onInput={(event) => onLine({ gross: event.currentTarget.value })}
          />
          <Button kind="link" label={t("receipt.vat_remove", { n })} onClick={onRemove}>
            {t("receipt.remove_short")}
          </Button>
        </>
      )}
    </div>
  );
}

/** One line alone takes the whole sum again. */
function without(lines: readonly TypedLine[], number: number): TypedLine[] {
  const left = lines.filter((_, at) => at !== number);
  return left.length === 1 ? [{ ...left[0]!, gross: "" }] : left;
}

/** The usual rate of a category is proposed while nobody has chosen one of a receipt that is new. */
function useUsual(typed: Typed, rates: Rates, write: Props["write"]): void {
  const { category, currency, date, lines } = typed;
  const proposed = lines.length === 0 || (lines.length === 1 && lines[0]!.proposed);
  const usual = usualRate(typed, rates);
  useEffect(() => {
    if (!proposed || (lines[0]?.rate ?? null) === usual) return;
    write({ lines: usual === null ? [] : [{ rate: usual, gross: "", proposed: true }] });
  }, [category, currency, date]);
}

/** Tax and net, as the server will work them out; what does not fit, with why. */
function Worked({ body, rates }: Pick<Props, "body" | "rates">) {
  const { lines, refused } = splitOf(body, rates);
  const sum = (of: "net_cents" | "vat_cents"): string =>
    euros(
      lines.reduce((cents, line) => cents + line[of], 0),
      language(),
    );
  return (
    <div role="status" class="receipts-worked">
      {refused.map(({ line, rule, params }) => (
        <p key={line + rule} class="note">
          {t("receipt.does_not_fit", { why: t(`because.${rule}`, params) })}
        </p>
      ))}
      {refused.length === 0 && lines.length > 0 && body.gross_cents > 0 ? (
        <p class="muted small">{t("receipt.vat_told", { net: sum("net_cents"), vat: sum("vat_cents") })}</p>
      ) : null}
    </div>
  );
}
