import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, localTime } from "../../ui/formats";
import { siteZone, t, tn } from "../../ui/words";
import { Select } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useLogo } from "../_shared/Logo";
import { useApp } from "../_shared/useApp";

/** Sheets to print, one a person, with a picture that a phone reads; in the three languages on each. */
export function Invitations({ state, onDone }: { state: Wire["SetUp"]; onDone: () => void }) {
  const { office } = useApp();
  const logo = useLogo();
  const teams = [...new Set(state.waiting.flatMap(({ team }) => team ?? []))].sort();
  const [team, setTeam] = useState("");
  const [made, setMade] = useState<Wire["Sheets"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const people = state.waiting.filter((one) => !team || one.team === team);
  const make = async (): Promise<void> => {
    const reply = await office.post("/api/v1/setup/sheets", { people: people.slice(0, 200).map(({ id }) => id) });
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    setMade(reply.data);
    onDone();
  };
  if (state.waiting.length === 0 && !made) return <p>{t("setup.sheets.everybody")}</p>;
  return (
    <>
      <p>{t("setup.sheets.how")}</p>
      <div class="desk-form">
        <Select
          id="setup-sheets-team"
          label={t("setup.sheets.team")}
          value={team}
          options={[["", t("people.everybody")], ...teams.map((one) => [one, one] as const)]}
          onInput={setTeam}
        />
        <Button kind={made ? "plain" : "go"} onClick={make}>
          {tn("setup.sheets.make", Math.min(people.length, 200))}
        </Button>
        {made ? (
          <Button kind="go" onClick={() => window.print()}>
            {t("setup.sheets.print")}
          </Button>
        ) : null}
      </div>
      <Refused refusal={refusal} />
      {made ? (
        <ul class="setup-sheets" aria-label={t("setup.sheets.title")}>
          {made.sheets.map((one) => (
            <Sheet key={one.person} one={one} organisation={made.organisation} logo={logo} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

const LANGUAGES = ["fi", "sv", "en"] as const;

interface SheetProps {
  one: Wire["Sheet"];
  organisation: string;
  /** Where the logo is; empty where there is none. */
  logo: string;
}

function Sheet({ one, organisation, logo }: SheetProps) {
  const until = localTime(Date.parse(one.expires_at), siteZone()).date;
  return (
    <li class="setup-sheet">
      {logo ? <img class="logo" src={logo} alt="" /> : null}
      <b>{one.name}</b>
      <small>{organisation}</small>
      {one.site ? <small>{[one.site.name, one.site.address].filter(Boolean).join(", ")}</small> : null}
      <svg viewBox={`0 0 ${one.size} ${one.size}`} role="img" aria-label={t("setup.sheets.code", { name: one.name })}>
        <rect width={one.size} height={one.size} fill="#fff" />
        <path d={one.qr} stroke="#000" />
      </svg>
      {LANGUAGES.map((lang) => (
        <p key={lang} lang={lang}>
          {t(`setup.sheet.${lang}`, { date: fullDate(until, lang), email: one.email })}
        </p>
      ))}
      <code class="setup-link">{one.link}</code>
    </li>
  );
}
