import { Icon } from "../../ui/Icon";
import { follow } from "../../ui/Nav";
import { t } from "../../ui/words";

/** The office in Lisää: the addresses that this person's roles open. */
export function OfficeMenu({ menu }: { menu: readonly string[] }) {
  if (menu.length === 0) return null;
  return (
    <nav class="card settings-office" aria-labelledby="office">
      <h2 id="office">{t("office.title")}</h2>
      <ul>
        {menu.map((to) => (
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
