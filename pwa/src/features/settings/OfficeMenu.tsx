import type { Role } from "../../store/live";
import { Icon } from "../../ui/Icon";
import { follow } from "../../ui/Nav";
import { t } from "../../ui/words";
import { useLive } from "../live";

/** The office's screens: where each is, and whose it is. Its name is `nav.<address>`, what it is for `office.<address>`. */
const ROOMS: readonly { to: string; roles: readonly Role[] }[] = [
  { to: "saldot", roles: ["supervisor", "admin", "payroll"] },
  { to: "tyosopimukset", roles: ["admin", "payroll", "supervisor"] },
  { to: "tyoehtosopimukset", roles: ["admin", "payroll", "supervisor"] },
  { to: "kuukaudet", roles: ["payroll", "supervisor"] },
  { to: "tapahtumaloki", roles: ["admin", "payroll", "supervisor"] },
  { to: "raportit", roles: ["admin", "payroll", "supervisor"] },
  { to: "kiky", roles: ["admin", "payroll", "supervisor"] },
];

/** The office in Lisää: what this person's roles open. */
export function OfficeMenu() {
  const { roles } = useLive().session.value;
  const open = ROOMS.filter((room) => room.roles.some((role) => roles.includes(role)));
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
