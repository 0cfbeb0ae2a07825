import "./claim.css";
import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../../ui/words";

export interface Item {
  /** Where its field stands, or what else tells it from the others. */
  id: string;
  /** What it is called. */
  said: string;
  /** Leads to it; left out where a field of that id is to be found on the page. */
  open?: () => void;
}

/** What is missing before a claim can go; each leads to its field. */
export function MissingList({ items, count }: { items: readonly Item[]; count: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [count]);
  if (items.length === 0) return null;
  return (
    <section class="note travel-missing" aria-labelledby="travel-missing">
      <h3 id="travel-missing" ref={heading} tabIndex={-1}>
        {tn("travel.missing", items.length)}
      </h3>
      <ul>
        {items.map(({ id, said, open }) => (
          <li key={id}>
            <button type="button" class="button link" onClick={() => (open ? open() : lead(id))}>
              {said}
            </button>
          </li>
        ))}
      </ul>
      <p>{t("travel.missing_hint")}</p>
    </section>
  );
}

/** Opens what the field stands in, and puts the focus on it. */
function lead(id: string): void {
  const field = document.getElementById(id);
  for (let around = field?.parentElement; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}
