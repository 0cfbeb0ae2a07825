import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { language, t } from "../../ui/words";
import type { TeamAnswer, TeamRow } from "./office";

interface Props {
  team: TeamAnswer;
  /** Whether one may open people's years and settle them. */
  keeps: boolean;
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onOpen: (panel: { name: "leaver" | "person"; row: TeamRow }) => void;
}

const COLUMNS = ["opening", "settled", "done", "planned", "left"] as const;

/** The team's year, a row a person; on a phone each row is a small card with the same names. */
export function TeamTable({ team, keeps, chosen, onChosen, onOpen }: Props) {
  if (team.people.length === 0) return <p class="muted">{t("kiky.team.empty")}</p>;
  const owing = team.people.filter(({ accounted }) => accounted === "obligation");
  const all = owing.length > 0 && owing.every(({ person }) => chosen.has(person));
  const flip = (person: string): void => {
    const next = new Set(chosen);
    if (!next.delete(person)) next.add(person);
    onChosen(next);
  };
  return (
    <>
      <p class="kiky-all">
        <Button kind="link" onClick={() => onChosen(new Set(all ? [] : owing.map(({ person }) => person)))}>
          {t(all ? "kiky.team.choose_none" : "kiky.team.choose_all")}
        </Button>
      </p>
      <table class="kiky-table">
        <thead>
          <tr>
            <th scope="col">{t("kiky.team.person")}</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`kiky.sum.${name}`)}
              </th>
            ))}
            {keeps ? <th scope="col">{t("kiky.team.acts")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {team.people.map((row) => (
            <Row
              key={row.person}
              row={row}
              keeps={keeps}
              chosen={chosen.has(row.person)}
              onFlip={flip}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps extends Pick<Props, "keeps" | "onOpen"> {
  row: TeamRow;
  chosen: boolean;
  onFlip: (person: string) => void;
}

function Row({ row, keeps, chosen, onFlip, onOpen }: RowProps) {
  const owes = row.accounted === "obligation";
  return (
    <tr>
      <th scope="row">
        {owes ? (
          <label class="kiky-who">
            <input type="checkbox" checked={chosen} onChange={() => onFlip(row.person)} />
            <Name row={row} />
          </label>
        ) : (
          <Name row={row} />
        )}
      </th>
      {COLUMNS.map((name) => (
        <td key={name} class={name} data-name={t(`kiky.sum.${name}`)}>
          {row.accounted === "none" ? "–" : hm(row[name])}
        </td>
      ))}
      {keeps ? <Acts row={row} onOpen={onOpen} /> : null}
    </tr>
  );
}

function Acts({ row, onOpen }: Pick<RowProps, "row" | "onOpen">) {
  return (
    <td class="acts" data-name={t("kiky.team.acts")}>
      {row.proposal === "none" ? (
        <Button
          kind="link"
          label={t("kiky.team.open_of", { name: row.name })}
          onClick={() => onOpen({ name: "person", row })}
        >
          {t("kiky.team.open")}
        </Button>
      ) : (
        <Button
          kind="warm"
          label={t("kiky.team.leaver_of", { name: row.name })}
          onClick={() => onOpen({ name: "leaver", row })}
        >
          {t("kiky.team.leaver")}
        </Button>
      )}
    </td>
  );
}

function Name({ row }: { row: TeamRow }) {
  const small =
    row.leaves !== null
      ? t("kiky.team.leaves", { date: fullDate(row.leaves, language()) })
      : row.accounted === "obligation"
        ? ""
        : t(`kiky.accounted.${row.accounted}`);
  return (
    <span>
      {row.name}
      {small ? <small class="muted"> {small}</small> : null}
    </span>
  );
}
