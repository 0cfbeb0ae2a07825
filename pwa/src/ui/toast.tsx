import { signal } from "@preact/signals";
import { Icon } from "./Icon";
import { t } from "./words";

/** What can be done about what was just said, such as taking it back. */
interface Offer {
  label: string;
  run: () => unknown;
}

interface Said {
  text: string;
  loud: boolean;
  turn: number;
  offer?: Offer;
}

const said = signal<Said | null>(null);
let turns = 0;
const QUIET_MS = 5000;
const OFFER_MS = 12_000;
/** What a letter takes to read. */
const LETTER_MS = 80;

/** A place in the order of what is said: an act takes it when it begins, as its word comes when it is on the disk. */
export const takeTurn = (): number => ++turns;

/**
 * Shows and announces one sentence. A loud one interrupts the reader and stays until it is closed. A quiet one whose
 * turn is over does not take the place, and what is offered, of a later act.
 */
export function say(text: string, loud = false, offer?: Offer, turn = takeTurn()): void {
  if (!loud && said.value && said.value.turn > turn) return;
  said.value = { text, loud, turn, offer };
  if (!loud)
    setTimeout(
      () => said.value?.turn === turn && hush(),
      offer ? OFFER_MS : Math.max(QUIET_MS, text.length * LETTER_MS),
    );
}

export function hush(): void {
  said.value = null;
}

/** What was offered is of the act before: once another one has begun, a tap on it would take the wrong one back. */
export function withdrawOffer(): void {
  if (said.value?.offer) hush();
}

/** Both live regions are always in the page, or the first sentence would go unheard. */
export function Toasts() {
  const now = said.value;
  return (
    <div class="toasts">
      <div role="status" aria-live="polite" class={now && !now.loud ? "toast" : "vh"}>
        {now && !now.loud ? <p key={now.turn}>{now.text}</p> : null}
        {now?.offer ? <Taken offer={now.offer} /> : null}
      </div>
      <div role="alert" class={now?.loud ? "toast loud" : "vh"}>
        {now?.loud ? (
          <>
            <p key={now.turn}>{now.text}</p>
            <button class="icon-button" aria-label={t("common.close")} onClick={hush}>
              <Icon name="close" />
            </button>
          </>
        ) : null}
      </div>
    </div>
  );
}

function Taken({ offer }: { offer: Offer }) {
  const take = (): void => {
    hush();
    offer.run();
  };
  return (
    <button type="button" class="offer" onClick={take}>
      {offer.label}
    </button>
  );
}
