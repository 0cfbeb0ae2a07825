import { useEffect, useState } from "preact/hooks";
import type { KikyYear } from "../../store/live";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { type TeamRow, troubleOf, type WireYear, yearOf } from "./office";
import { YearPicture } from "./YearPicture";

/** One person's year, for those who look after it. */
export function PersonYear({
  row,
  year,
  onClose,
}: {
  row: TeamRow;
  year: number;
  onClose: (changed: boolean) => void;
}) {
  const { office } = useLive();
  const [seen, setSeen] = useState<KikyYear | null>(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    void office.get<WireYear>(`/api/v1/kiky/year?year=${year}&person=${row.person}`).then((reply) => {
      setTrouble(troubleOf(reply));
      if (reply.ok) setSeen(yearOf(reply.data));
    });
  }, [row.person, year]);
  return (
    <Sheet title={t("kiky.year.of", { name: row.name, year })} onClose={() => onClose(false)}>
      {seen ? (
        <YearPicture year={seen} />
      ) : trouble ? (
        <p class="note">{trouble}</p>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </Sheet>
  );
}
