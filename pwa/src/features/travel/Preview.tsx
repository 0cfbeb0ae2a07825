import "./claim.css";
import type { ClaimSums, Place, TravelLine, TravelTerms, Worked } from "../../store/appState";
import { shortDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { euros } from "../_shared/forms/money";
import { becauseOf, faultOf, fieldWord, quantityOf, ruleOf } from "./words";

interface Props {
  worked: Worked;
  terms: TravelTerms;
  places: readonly Place[];
}

/** What a trip comes to: each line with its rule and its source, what is refused and why, what cannot be. */
export function Preview({ worked, terms, places }: Props) {
  const { lines, refused, faults, days } = worked;
  const without = days.filter((day) => day.is === "none" && day.rule !== "travel_contractor");
  return (
    <section class="travel-preview" aria-label={t("travel.preview")}>
      {terms.payee === "contractor" ? <Contractor terms={terms} /> : null}
      {faults.map((fault) => (
        <p key={fault.place} class="travel-fault">
          <b>{fieldWord(fault.place)}:</b> {faultOf(fault)}
        </p>
      ))}
      {lines.length ? (
        <ul class="travel-lines">
          {lines.map((line, number) => (
            <Line key={number} line={line} places={places} />
          ))}
        </ul>
      ) : null}
      {terms.payee === "contractor"
        ? null
        : [...without, ...refused].map((one, number) => (
            <p key={number} class="travel-none">
              <b>{ruleOf(one)}:</b> {becauseOf(one, places)}
            </p>
          ))}
    </section>
  );
}

function Line({ line, places }: { line: TravelLine; places: readonly Place[] }) {
  const lang = language();
  return (
    <li>
      <details>
        <summary>
          <span>
            <b>{ruleOf(line)}</b>
            <small>
              {shortDate(line.date, lang)} · {quantityOf(line)}
            </small>
          </span>
          <em class="nowrap">{euros(line.due_cents, lang)}</em>
        </summary>
        <p>{becauseOf(line, places)}</p>
        {line.taxable_cents > 0 ? (
          <p>
            {t("travel.taxable_part", {
              free: euros(line.tax_free_cents, lang),
              taxable: euros(line.taxable_cents, lang),
            })}
          </p>
        ) : null}
        <p class="travel-source">{t("travel.source", { source: line.source })}</p>
      </details>
    </li>
  );
}

/** Why a contractor has no per diems, and what has been agreed instead. */
function Contractor({ terms: { travel_prices: prices } }: { terms: TravelTerms }) {
  const lang = language();
  const told = (["per_km", "per_day", "per_hour"] as const).flatMap((name) => {
    const cents = prices?.[`${name}_cents`];
    return cents === null || cents === undefined ? [] : [t(`travel.price.${name}`, { price: euros(cents, lang) })];
  });
  return (
    <div class="note calm">
      <p>{t("travel.contractor")}</p>
      <p>{told.length ? t("travel.prices", { prices: told.join(", ") }) : t("travel.no_prices")}</p>
    </div>
  );
}

/** Due, receipts, and what is paid when the advance is off. */
export function Sums({ sums, advance }: { sums: ClaimSums; advance: number }) {
  const lang = language();
  return (
    <dl class="travel-sums">
      <Sum name="travel.sum.due" cents={sums.due} />
      {sums.taxable > 0 ? <Sum name="travel.sum.taxable" cents={sums.taxable} /> : null}
      {sums.expenses > 0 ? <Sum name="travel.sum.expenses" cents={sums.expenses} /> : null}
      {advance > 0 ? <Sum name="travel.sum.advance" cents={-advance} /> : null}
      <div class="travel-total">
        <dt>{t(advance > 0 ? "travel.sum.to_pay" : "travel.sum.total")}</dt>
        <dd class="nowrap" aria-live="polite">
          {euros(sums.toPay, lang)}
        </dd>
      </div>
    </dl>
  );
}

function Sum({ name, cents }: { name: string; cents: number }) {
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd class="nowrap">{euros(cents, language())}</dd>
    </div>
  );
}
