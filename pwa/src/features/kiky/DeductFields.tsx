import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";

export const SOURCES = [
  "flex",
  "overtime_leave",
  "bank",
  "reduction_leave",
  "annual_leave_day",
  "holiday_bonus",
] as const;
export type Source = (typeof SOURCES)[number];

export interface Asked {
  hours: string;
  date: string;
  sources: readonly Source[];
  reason: string;
}

/** Minutes of `24:00` or `24,5`; null for anything else. */
export function minutesOf(hours: string): number | null {
  const clock = /^(\d{1,4})[:.](\d{2})$/.exec(hours.trim());
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) || null;
  const number = /^\d{1,4}([.,]\d{1,2})?$/.test(hours.trim()) ? Number(hours.trim().replace(",", ".")) : 0;
  return Math.round(number * 60) || null;
}

/** How much, from when, from which balances in which order, and why. */
export function DeductFields({ asked, onChange }: { asked: Asked; onChange: (asked: Asked) => void }) {
  const set = (part: Partial<Asked>): void => onChange({ ...asked, ...part });
  return (
    <>
      <div class="kiky-times">
        <Input id="kiky-hours" label={t("kiky.field.hours")} value={asked.hours} onInput={(hours) => set({ hours })} />
        <Input
          id="kiky-on"
          label={t("kiky.field.date")}
          type="date"
          value={asked.date}
          onInput={(date) => set({ date })}
        />
      </div>
      <Order sources={asked.sources} onChange={(sources) => set({ sources })} />
      <Input id="kiky-why" label={t("kiky.field.reason")} value={asked.reason} onInput={(reason) => set({ reason })} />
      <p class="note calm">{t(asked.sources.includes("holiday_bonus") ? "kiky.bonus.choose" : "kiky.deduct.pays")}</p>
    </>
  );
}

/** The balances in the order in which they give; a tap adds one at the end, or takes it away. */
function Order({ sources, onChange }: { sources: readonly Source[]; onChange: (sources: readonly Source[]) => void }) {
  const flip = (source: Source): void =>
    onChange(sources.includes(source) ? sources.filter((one) => one !== source) : [...sources, source]);
  return (
    <fieldset class="kiky-order">
      <legend class="label">{t("kiky.field.sources")}</legend>
      <div class="row-buttons">
        {SOURCES.map((source) => {
          const place = sources.indexOf(source);
          return (
            <button key={source} type="button" class="tag" aria-pressed={place >= 0} onClick={() => flip(source)}>
              {place >= 0 ? `${place + 1}. ` : ""}
              {t(`account.${source}`)}
            </button>
          );
        })}
      </div>
      <small class="muted">{t("kiky.deduct.order")}</small>
    </fieldset>
  );
}
