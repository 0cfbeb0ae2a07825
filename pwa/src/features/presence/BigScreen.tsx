import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { counts, type Line, STATUSES } from "./sorting";

interface Props {
  /** What time the board is of, in words. */
  asOf: string;
  /** The site that the board is narrowed to. */
  site?: string | undefined;
  people: readonly Line[];
  onClose: () => void;
}

/**
 * The board over the whole screen, for the front desk: names by status, large. Visitors may see it, so it tells neither
 * times nor why anybody is away.
 */
export function BigScreen({ asOf, site, people, onClose }: Props) {
  const whole = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    whole.current?.showModal();
    return lit();
  }, []);
  const of = counts(people);
  return (
    <dialog ref={whole} class="presence-big" aria-label={t("presence.big")} onClose={onClose}>
      <header>
        <h2>{[t("nav.paikalla"), site].filter(Boolean).join(" · ")}</h2>
        <p>{asOf}</p>
        <Button onClick={() => whole.current?.close()}>{t("presence.big_close")}</Button>
      </header>
      <div class="presence-columns">
        {STATUSES.filter((status) => of[status] > 0).map((status) => (
          <section key={status} class={`presence-${status}`} aria-label={t(`presence.status.${status}`)}>
            <h3>
              <i class="presence-dot" aria-hidden="true" />
              {t(`presence.status.${status}`)} <b>{of[status]}</b>
            </h3>
            <ul>
              {people
                .filter((one) => one.status === status)
                .map(({ person, name }) => (
                  <li key={person}>{name}</li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}

/** Keeps the screen lit where the browser can; returns what lets it go dark again. */
function lit(): () => void {
  const lock = navigator.wakeLock?.request("screen").catch(() => null);
  return () => void lock?.then((held) => held?.release());
}
