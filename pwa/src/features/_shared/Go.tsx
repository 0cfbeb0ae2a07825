import "./forms/desk.css";
import type { ComponentChildren } from "preact";
import { follow } from "../../ui/Nav";

/** A link within the app. */
export function Go({ to, class: kind, children }: { to: string; class?: string; children: ComponentChildren }) {
  return (
    <a class={`desk-go-link ${kind ?? ""}`} href={to} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}
