import { tn } from "../../ui/words";
import { Person } from "../_shared/Person";

export interface Named {
  person: string;
  name: string;
  detail: string;
}

/** What came of a deed on many months: how many it met, and the others by name with the reason. */
export function Outcome({ words, done, refused }: { words: string; done: number; refused: readonly Named[] }) {
  return (
    <div role="status">
      <p>{tn(words, done)}</p>
      {refused.length > 0 ? (
        <ul class="months-refused">
          {refused.map((one) => (
            <li key={one.person}>
              <b>
                <Person id={one.person} name={one.name} own />
              </b>{" "}
              {one.detail}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
