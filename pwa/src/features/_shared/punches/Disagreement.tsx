import "./needs.css";
import type { Attention, Shown } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { openSheet } from "../../../ui/router";
import { knows, t } from "../../../ui/words";
import { useApp } from "../useApp";
import { announce } from "../reply/announce";

type Conflicting = Extract<Attention, { kind: "conflict" }>;
type Refused = Extract<Attention, { kind: "rejected" }>;

function named(what: string, params?: Record<string, unknown>): string {
  return knows(what) ? t(what, params) : what;
}

interface ChoiceProps {
  opId: string;
  redo: string;
  drop: string;
  /** Opens it as it was typed, where it can be mended. */
  mend?: (() => void) | null;
}

function Choice({ opId, redo, drop, mend }: ChoiceProps) {
  const { acts } = useApp();
  return (
    <div class="row-buttons">
      {mend ? (
        <Button kind="go" onClick={mend}>
          {t("attention.rejected.mend")}
        </Button>
      ) : null}
      <Button
        kind={mend ? "plain" : "warm"}
        onClick={async () => announce(await acts.redo(opId), t("attention.redone"))}
      >
        {redo}
      </Button>
      <Button onClick={() => acts.drop(opId)}>{drop}</Button>
    </div>
  );
}

/** The same thing was changed twice: both versions side by side, one tap decides. */
export function Conflict({ item }: { item: Conflicting }) {
  return (
    <section class="note">
      <h2>{t("attention.conflict.title", { what: named(item.what) })}</h2>
      <div class="needs-both">
        <Version title={t("attention.conflict.mine")} rows={item.mine} />
        <Version title={item.by ?? t("attention.conflict.theirs")} rows={item.theirs} />
      </div>
      <p class="small">{t("attention.conflict.text")}</p>
      <Choice opId={item.opId} redo={t("attention.conflict.keep_mine")} drop={t("attention.conflict.keep_theirs")} />
    </section>
  );
}

function Version({ title, rows }: { title: string; rows: readonly Shown[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ labelKey, value, valueKey, params }) => (
          <div key={labelKey}>
            <dt>{named(labelKey)}</dt>
            <dd>{valueKey ? t(valueKey, params) : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The server did not take it: why, and what can be done. It stays on the device until the person decides. */
export function Rejected({ item }: { item: Refused }) {
  return (
    <section class="note">
      <h2>{t("attention.rejected.title", { what: named(item.what) })}</h2>
      <p>
        {named(item.reasonKey, item.params)} {t("attention.rejected.kept")}
      </p>
      <Choice
        opId={item.opId}
        mend={item.what === "op.trip.save" ? () => openSheet("claim", `mend/${item.opId}`) : null}
        redo={t("attention.rejected.redo")}
        drop={t("attention.rejected.drop")}
      />
    </section>
  );
}
