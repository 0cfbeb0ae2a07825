import { useEffect, useState } from "preact/hooks";
import { follow } from "../../ui/Nav";
import { t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";

/** The way to the inbox of notices, with how many are unread. */
export function ToNotices() {
  const { acts, balances, journal } = useApp();
  const [unread, setUnread] = useState(0);
  const [known, done] = [balances.value, journal.value];
  useEffect(() => {
    let wanted = true;
    acts.notices().then(
      (rows) => wanted && setUnread(rows.filter(({ read }) => !read).length),
      () => {},
    );
    return () => void (wanted = false);
  }, [known, done]);
  return (
    <a class="settings-row-link" href="/ilmoitukset" onClick={(event) => follow(event, "/ilmoitukset")}>
      {t("settings.to_notices")}
      {unread > 0 ? <b>{`\u00a0· ${tn("settings.unread", unread)}`}</b> : null}
    </a>
  );
}
