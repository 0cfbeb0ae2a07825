import { t } from "../../ui/words";
import { KINDS, type LeadingKind, type LeadingWish, SPANS } from "./leadingWish";

/** Which report for leading, over how many months. */
export function LeadingChoices({ wish, change }: { wish: LeadingWish; change: (wish: LeadingWish) => void }) {
  return (
    <>
      <div class="field">
        <label for="leading-kind">{t("leading.which")}</label>
        <select
          id="leading-kind"
          class="input"
          value={wish.report}
          onChange={(event) => change({ ...wish, report: event.currentTarget.value as LeadingKind })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`leading.kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="tags" role="group" aria-label={t("leading.months")}>
        {SPANS.map((months) => (
          <button
            key={months}
            type="button"
            class="tag"
            aria-pressed={wish.months === months}
            onClick={() => change({ ...wish, months })}
          >
            {t(`leading.months.${months}`)}
          </button>
        ))}
      </div>
    </>
  );
}
