import type { Office } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { knows, language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import type { Line } from "./wire";
import { Wait, useReply } from "../_shared/reply/reply";
import { changed, turn } from "./fetched";
import { written } from "../_shared/written";

/** The ledger of one account: when, what, who and why; each deed can be undone with one tap. */
export function Lines({ person, account }: { person: string; account: string }) {
  const path = `/api/v1/postings?person=${encodeURIComponent(person)}&account=${account}` as const;
  const [reply, again] = useReply(path, turn.value);
  return (
    <Wait reply={reply} again={again} offline={t("ledger.offline")}>
      {({ lines }) =>
        lines.length ? (
          <ol class="ledger-lines">
            {lines.map((line) => (
              <OneLine key={line.id} line={line} />
            ))}
          </ol>
        ) : (
          <p class="muted">{t("ledger.empty")}</p>
        )
      }
    </Wait>
  );
}

function OneLine({ line }: { line: Line }) {
  const { office } = useApp();
  const lang = language();
  const { date, kind, amount, unit, account, act, undone, may_undo: mayUndo } = line;
  const name = t(knows(`row.${kind}`) ? `row.${kind}` : "row.other");
  const tone = account === "kiky" || amount === 0 ? "even" : amount > 0 ? "plus" : "minus";
  const text = written(amount, unit, lang, true);
  return (
    <li class={undone ? "undone" : ""}>
      <span class="ledger-when">{fullDate(date, lang)}</span>
      <span>
        <b>{name}</b>
        <small>{[line.who_name, line.why].filter(Boolean).join(" · ")}</small>
        <small>
          {[line.pays ? t("ledger.goes_to_pay") : "", undone && kind !== "undo" ? t("ledger.undone") : ""]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </span>
      <em class={tone}>{text}</em>
      {mayUndo && act ? (
        <Button kind="link" label={t("ledger.undo_this", { name, amount: text })} onClick={() => undoAct(office, act)}>
          {t("ledger.undo")}
        </Button>
      ) : null}
    </li>
  );
}

/** Undoes a deed whole and says so; what it posted stays in the ledger beside its opposite. */
export async function undoAct(office: Office, act: string): Promise<void> {
  const reply = await office.post(`/api/v1/acts/${encodeURIComponent(act)}/undo`, {});
  if (!reply.ok) return say(reply.offline ? t("ledger.not_done_offline") : reply.problem.detail, true);
  say(t("ledger.undone_said"));
  await changed(office);
}
