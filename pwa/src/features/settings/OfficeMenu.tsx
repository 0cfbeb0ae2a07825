import { Icon } from "../../ui/Icon";
import { follow } from "../../ui/Nav";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { ROOMS } from "../rooms";

/** The office in Lisää: what this person's roles open. */
export function OfficeMenu() {
  const { roles } = useLive().session.value;
  // A supervisor has the team in the bar.
  const rooms = ROOMS.filter(({ to }) => to !== "tiimi" || !roles.includes("supervisor"));
  const open = rooms.filter((room) => room.roles.some((role) => roles.includes(role)));
  if (open.length === 0) return null;
  return (
    <nav class="card office" aria-labelledby="office">
      <h2 id="office">{t("office.title")}</h2>
      <ul>
        {open.map(({ to }) => (
          <li key={to}>
            <a href={`/${to}`} onClick={(event) => follow(event, `/${to}`)}>
              <span>
                <b>{t(`nav.${to}`)}</b>
                <small>{t(`office.${to}`)}</small>
              </span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
