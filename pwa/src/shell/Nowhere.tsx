import { follow } from "../ui/Nav";
import { t } from "../ui/words";
import { HOME } from "./screens";

/** An address that leads nowhere, or to a screen that is not this person's: it says so, and where to go instead. */
export function Nowhere({ forbidden }: { forbidden: boolean }) {
  const why = forbidden ? "forbidden" : "unknown";
  return (
    <main class="nowhere">
      <section class="card no-terms" role="status">
        <strong>{t(`nowhere.${why}`)}</strong>
        <p>{t(`nowhere.${why}_text`)}</p>
        <p>
          <a class="button go" href={HOME} onClick={(event) => follow(event, HOME)}>
            {t("nowhere.home")}
          </a>
        </p>
      </section>
    </main>
  );
}
