import "./journal.css";
import type { JournalRow, SyncState } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { dayDate, localTime } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { knows, language, siteZone, t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";

/** What was done on this device and what became of it, in plain words, newest first. */
export function Journal({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const sync = app.sync.value;
  const send = (): void => {
    app.acts.syncNow();
    say(t(sync.kind === "offline" ? "journal.not_now" : "journal.sending_now"));
  };
  return (
    <Sheet title={t("journal.title")} onClose={onClose}>
      <section aria-label={t("journal.region")}>
        <Standing sync={sync} />
        {sync.unsent > 0 ? <Button onClick={send}>{t("journal.send_now")}</Button> : null}
        <Days rows={app.journal.value} />
      </section>
    </Sheet>
  );
}

function Standing({ sync }: { sync: SyncState }) {
  const text =
    sync.kind === "offline" && sync.unsent === 0
      ? t("journal.standing.offline")
      : tn(
          `journal.standing.${sync.kind === "offline" ? "kept" : sync.kind}`,
          sync.kind === "attention" ? sync.attention : sync.unsent,
        );
  const files = sync.files ? tn("journal.standing.files", sync.files) : "";
  const oldest = sync.oldest;
  return (
    <p class={`journal-standing is-${sync.kind}`}>
      <Icon name={sync.kind === "sent" ? "check" : sync.kind === "attention" ? "warn" : "phone"} />
      <span>
        {text} {files} {oldest ? t("journal.oldest", { day: dayOf(oldest), at: oldest }) : ""}
      </span>
    </p>
  );
}

function dayOf(at: number): string {
  return dayDate(localTime(at, siteZone()).date, language());
}

function Days({ rows }: { rows: readonly JournalRow[] }) {
  if (rows.length === 0) return <p class="muted">{t("journal.empty")}</p>;
  const days = [...new Set(rows.map((row) => dayOf(row.at)))];
  return (
    <>
      {days.map((day) => (
        <div key={day} class="journal-day">
          <h3>{day}</h3>
          <ol>
            {rows
              .filter((row) => dayOf(row.at) === day)
              .map((row) => (
                <Written key={row.id} row={row} />
              ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function Written({ row }: { row: JournalRow }) {
  const what = knows(row.key) ? t(row.key, { at: row.at, ...row.params }) : t("journal.other", { at: row.at });
  return (
    <li class={`journal-written is-${row.status}`}>
      <i aria-hidden="true" />
      <span>
        {what}
        <small>{t(`journal.status.${row.status}`, { at: row.sentAt ?? row.at })}</small>
      </span>
    </li>
  );
}
