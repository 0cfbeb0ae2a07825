import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { refusalText } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { broughtBy, type Year } from "./values";

interface Props {
  deeds: Year["deeds"];
  may: boolean;
  onChanged: () => void;
}

/** What was brought in, and by whom; each can be taken back while nothing later has taken its place. */
export function Deeds({ deeds, may, onChanged }: Props) {
  const { office } = useApp();
  if (deeds.length === 0) return null;
  const undo = async (batch: string): Promise<void> => {
    const reply = await office.post(`/api/v1/travel/rates/${batch}/undo`, {});
    say(reply.ok ? tn("rates.undone", reply.data.count) : refusalText(reply), !reply.ok);
    if (reply.ok) onChanged();
  };
  return (
    <section class="card" aria-labelledby="rates-deeds">
      <h2 id="rates-deeds">{t("rates.deeds")}</h2>
      <ul class="rates-deeds">
        {deeds.map((deed) => {
          const what = deed.file || deed.name || tn("rates.count", deed.count);
          return (
            <li key={deed.batch}>
              <span>
                <b>{what}</b>
                <small>
                  {broughtBy(deed.by, deed.at)} · {standing(deed)}
                </small>
              </span>
              {may && deed.standing > 0 ? (
                <Button onClick={() => undo(deed.batch)} label={t("rates.undo_of", { what })}>
                  {t("common.undo")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function standing({ standing, count }: Year["deeds"][number]): string {
  if (standing === 0) return t("rates.deed.none");
  return standing === count ? tn("rates.count", count) : t("rates.deed.some", { standing, count });
}
