import "./notices.css";
import { useEffect, useState } from "preact/hooks";
import type { Acts, NoticeRow } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, dayDate, localTime } from "../../ui/formats";
import { replace, within } from "../../ui/router";
import { knows, language, siteZone, t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { opens } from "./opens";

/** What a person has been told, newest first; on the phone, with or without a network. */
export function Notices() {
  const app = useApp();
  const [rows, setRows] = useState<NoticeRow[] | null>(null);
  const [turn, setTurn] = useState(0);
  const [balances, journal] = [app.balances.value, app.journal.value];
  useEffect(() => {
    let wanted = true;
    app.acts.notices().then(
      (found) => wanted && setRows(found),
      () => wanted && setRows([]),
    );
    return () => void (wanted = false);
  }, [balances, journal, turn]);
  const asked = within.value;
  const row = asked ? rows?.find(({ id }) => id === asked) : undefined;
  useEffect(() => {
    if (row) void follow(app.acts, row);
  }, [row?.id]);
  if (!rows) return <main class="loading">{t("common.loading")}</main>;
  const unread = rows.filter(({ read }) => !read);
  const readAll = async (): Promise<void> => {
    for (const { id } of unread) await app.acts.readNotice(id);
    setTurn(turn + 1);
  };
  return (
    <main class="notices">
      <header>
        <h2 class="vh">{t("notices.title")}</h2>
        {unread.length > 1 ? <Button onClick={readAll}>{tn("notices.read_all", unread.length)}</Button> : null}
      </header>
      {rows.length === 0 ? <p class="muted">{t("notices.empty")}</p> : null}
      <ul>
        {rows.map((row) => (
          <Notice key={row.id} row={row} onRead={() => setTurn(turn + 1)} />
        ))}
      </ul>
    </main>
  );
}

/** Who has opened a notice has read it; it leads on to its day, month, claim or balance. */
async function follow(acts: Acts, row: NoticeRow): Promise<void> {
  if (within.value) replace("/ilmoitukset");
  if (!row.read) await acts.readNotice(row.id);
  opens(row.kind, row.params)?.();
}

function Notice({ row, onRead }: { row: NoticeRow; onRead: () => void }) {
  const { acts } = useApp();
  const [key, lang, zone] = [`notice.${row.kind}`, language(), siteZone()];
  const when = `${dayDate(localTime(row.at, zone).date, lang)} ${clock(row.at, lang, zone)}`;
  const open = opens(row.kind, row.params);
  const read = async (): Promise<void> => {
    await acts.readNotice(row.id);
    onRead();
  };
  return (
    <li class={row.read ? "card notices-one" : "card notices-one unread"}>
      <h3>
        {row.read ? null : <span class="vh">{t("notices.new")} </span>}
        {t(knows(key) ? key : "notices.other", row.params)}
      </h3>
      {knows(`${key}.text`) ? <p>{t(`${key}.text`, row.params)}</p> : null}
      <footer>
        <small class="muted">{when}</small>
        {open ? (
          <Button kind="link" onClick={() => follow(acts, row)} label={`${t("notices.open")}: ${t(key, row.params)}`}>
            {t("notices.open")}
          </Button>
        ) : null}
        {row.read ? null : (
          <Button kind="link" onClick={read} label={`${t("notices.read")}: ${t(key, row.params)}`}>
            {t("notices.read")}
          </Button>
        )}
      </footer>
    </li>
  );
}
