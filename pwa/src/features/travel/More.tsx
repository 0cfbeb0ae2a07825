import "./claim.css";
import type { ComponentChildren } from "preact";
import type { TripForm } from "./form";

/** What every part of a trip's page is given. */
export interface TripProps {
  form: TripForm;
  /** Where its fields' ids begin. */
  id: string;
  onForm: (change: Partial<TripForm>) => void;
  onBody: (change: Partial<TripForm["body"]>) => void;
}

/** Fields that most trips do without. */
export function More({ title, open, children }: { title: string; open: boolean; children: ComponentChildren }) {
  return (
    <details class="travel-more" open={open}>
      <summary>{title}</summary>
      <div class="travel-fields">{children}</div>
    </details>
  );
}
