import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";
import { go } from "./router";

export interface NavItem {
  to: string;
  /** Left out of what stands below the others. */
  icon?: IconName;
  label: string;
  here: boolean;
  count?: number;
  countLabel?: string;
}

/** A badge has room for two digits. */
const MOST = 99;

/** A real link that the router takes over: it can still be copied or opened in a new tab. */
export function follow(event: MouseEvent, to: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(to);
}

interface Props {
  items: readonly NavItem[];
  label: string;
  brand: string;
  /** What stands beside the brand. */
  children?: ComponentChildren;
}

export function Nav({ items, label, brand, children }: Props) {
  return (
    <nav class="nav" aria-label={label}>
      <p class="brand" aria-hidden="true">
        {brand}
      </p>
      {children}
      {items.map(({ to, icon, label: text, here, count, countLabel }) => (
        <a key={to} href={to} aria-current={here ? "page" : undefined} onClick={(event) => follow(event, to)}>
          {icon ? <Icon name={icon} /> : null}
          <span>{text}</span>
          {count ? (
            <em aria-hidden="true" title={countLabel}>
              {count > MOST ? `${MOST}+` : count}
            </em>
          ) : null}
        </a>
      ))}
    </nav>
  );
}
