import { keysOn, switchKeys } from "../../ui/keys";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";

const KEYS = [
  ["I", "in"],
  ["U", "out"],
  ["T", "break"],
  ["?", "list"],
] as const;

/** What the keys of a keyboard do, and the switch that makes them do nothing. */
export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t("settings.keys")} onClose={onClose}>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`desk.keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={keysOn.value} onChange={(event) => switchKeys(event.currentTarget.checked)} />
        {t("desk.keys.on")}
      </label>
    </Sheet>
  );
}
