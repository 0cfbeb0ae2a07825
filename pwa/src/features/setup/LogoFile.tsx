import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { FileField } from "../_shared/forms/fields";
import { packed } from "../_shared/forms/packed";
import { nameLogo, useLogo } from "../_shared/Logo";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";

const TYPES = "image/png,image/jpeg,image/webp,.png,.jpg,.jpeg,.webp";
/** Bytes. A larger file is not sent; a smaller one the server looks at. */
const MOST = 2_000_000;

interface Props {
  state: Wire["SetUp"];
  onDone: () => void;
}

/** The file that was chosen, what the server said of it, and what can be done. */
function useLogoForm({ state, onDone }: Props) {
  const { office } = useApp();
  const [file, choose] = useChosen();
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  useEffect(() => nameLogo(state.logo), [state.logo]);
  const done = (version: string | null, told: string): void => {
    nameLogo(version);
    choose(undefined);
    say(t(told));
    onDone();
  };
  const take = (given: File | undefined): void => {
    const large = given !== undefined && given.size > MOST;
    setRefusal(large ? t("error.logo_large", { most: MOST / 1_000_000 }) : null);
    choose(large ? undefined : given);
  };
  const save = async (): Promise<void> => {
    if (!file) return;
    const reply = await office.put("/api/v1/logo", { content: await packed(file.of) });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) done(reply.data.version, "setup.logo.saved");
  };
  const remove = async (): Promise<void> => {
    const reply = await office.remove("/api/v1/logo");
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) done(null, "setup.logo.removed");
  };
  return { file, refusal, take, save, remove };
}

/** The organisation's logo: the one that there is, another, or none. */
export function LogoFile(props: Props) {
  const { file, refusal, take, save, remove } = useLogoForm(props);
  const { logo } = props.state;
  const now = useLogo();
  return (
    <section class="setup-logo" aria-label={t("setup.logo")}>
      <h3>{t("setup.logo")}</h3>
      <p class="muted">{t("setup.logo.lead")}</p>
      {file ? (
        <Plates url={file.url} title={t("setup.logo.preview")} />
      ) : logo && now ? (
        <Plates url={now} title={t("setup.logo.now")} />
      ) : (
        <p>{t("setup.logo.none")}</p>
      )}
      <FileField
        id="setup-logo"
        label={t("setup.logo.file")}
        accept={TYPES}
        chosen={file?.of.name ?? ""}
        onChoose={take}
      />
      <Refused refusal={refusal} />
      <div class="row-buttons">
        {file ? (
          <>
            <Button kind="go" onClick={save}>
              {t("setup.logo.save")}
            </Button>
            <Button onClick={() => take(undefined)}>{t("common.cancel")}</Button>
          </>
        ) : null}
        {!file && logo ? <Sure ask={t("setup.logo.remove")} yes={t("setup.logo.remove_yes")} onYes={remove} /> : null}
      </div>
    </section>
  );
}

interface Chosen {
  of: File;
  url: string;
}

/** The file that was chosen, with an address to show it by while it is. */
function useChosen(): [Chosen | null, (file: File | undefined) => void] {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => () => void (chosen && URL.revokeObjectURL(chosen.url)), [chosen]);
  return [chosen, (file) => setChosen(file ? { of: file, url: URL.createObjectURL(file) } : null)];
}

/** The logo as it looks on a light screen and on a dark one, whichever this one is. */
function Plates({ url, title }: { url: string; title: string }) {
  return (
    <figure class="setup-logo-plates">
      <figcaption>{title}</figcaption>
      {(["light", "dark"] as const).map((look) => (
        <span key={look} class={`setup-logo-on is-${look}`}>
          <img class="logo-plate" src={url} alt={t(`setup.logo.on_${look}`)} />
        </span>
      ))}
    </figure>
  );
}
