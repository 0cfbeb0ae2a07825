import { t } from "../../ui/words";
import { useReply, Wait } from "../_shared/reply/reply";

/** Who sees whether the reader is in, and by what right. Under the board, which says so itself, nothing without a network. */
export function SeenBy({ underBoard }: { underBoard: boolean }) {
  const [reply, again] = useReply("/api/v1/presence/seen-by");
  if (underBoard && reply && !reply.ok && reply.offline) return null;
  return (
    <section class="card presence-seen" aria-labelledby="presence-seen">
      <h2 id="presence-seen">{t("presence.seen_by")}</h2>
      <Wait reply={reply} again={again} offline={t("processing.offline")}>
        {({ people }) =>
          people.length > 0 ? (
            <>
              <p class="muted">{t("presence.seen_by_text")}</p>
              <ul>
                {people.map(({ name, why }) => (
                  <li key={name + why}>
                    <b>{name}</b> <span class="muted">{t(`people.role.${why}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <p class="muted">{t("presence.seen_by_nobody")}</p>
          )
        }
      </Wait>
    </section>
  );
}
