import "./leave.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { OwnCertificate } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { GivenPages, useHeld } from "../_shared/pages/GivenPages";
import { Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";

interface Props {
  /** The id of the absence or request. */
  of?: string;
  onClose: () => void;
}

/** The certificate of an absence or a request: one's own to give and change, another's to look at. */
export function CertificateSheet({ of = "", onClose }: Props) {
  const { acts } = useApp();
  const leave = useRef<() => unknown>(onClose);
  const found = useRead(async () => {
    const [own, requests, away] = await Promise.all([acts.certificates(), acts.leaveRequests(), acts.leave()]);
    const asked = requests.find(({ id }) => id === of);
    const mine = asked !== undefined || away.some(({ id }) => id === of) || own.some(({ id }) => id === of);
    return {
      mine,
      decided: asked !== undefined && asked.status !== "requested",
      given: own.find(({ id }) => id === of),
    };
  }, [of]);
  return (
    <Sheet title={t("certificate.title")} onClose={() => void leave.current()}>
      {found === null ? <p class="loading">{t("common.loading")}</p> : null}
      {found?.mine ? (
        <Own key={found.given?.files.join()} {...{ of, onClose, leave }} given={found.given} decided={found.decided} />
      ) : null}
      {found && !found.mine ? <Others of={of} /> : null}
    </Sheet>
  );
}

interface OwnProps {
  of: string;
  given: OwnCertificate | undefined;
  decided: boolean;
  onClose: () => void;
  /** What the sheet does when it is closed by its corner, beside it, or by a key. */
  leave: { current: () => unknown };
}

/** One's own: kept as it is left, unless that is cancelled. What somebody has decided by stays as it is. */
function Own({ of, given, decided, onClose, leave }: OwnProps) {
  const { acts } = useApp();
  const held = useHeld(given?.files ?? []);
  const trouble = useSignal("");
  const readonly = decided && given !== undefined && !given.refused;
  const close = (): void => {
    leave.current = onClose;
    onClose();
  };
  const save = async (): Promise<void> => {
    if (!(await held.making.made())) return;
    if (held.hashes().length === 0) return void (trouble.value = t("certificate.no_pages"));
    const saved = await acts.giveCertificate(of, held.hashes(), held.fresh());
    if (saved === "failed") return void (trouble.value = t("certificate.not_saved"));
    say(t("common.kept", { done: t("certificate.saved") }));
    close();
  };
  const remove = async (): Promise<void> => {
    if (!confirm(t("certificate.remove_sure"))) return;
    if ((await acts.removeCertificate(of)) === "failed") return void (trouble.value = t("certificate.not_saved"));
    say(t("common.kept", { done: t("certificate.removed") }));
    close();
  };
  useEffect(() => {
    leave.current = () => (held.hasChanged() && held.hashes().length > 0 ? save() : close());
  });
  return (
    <div class="leave-certificate">
      {given?.refused ? <Refused refusal={t(given.refused.key, given.refused.params)} /> : null}
      <GivenPages held={held} of={of} readonly={readonly} />
      {readonly ? <p class="muted">{t("certificate.decided")}</p> : null}
      <Refused refusal={trouble.value || null} />
      <div class="row-buttons">
        {readonly ? null : (
          <Button kind="go" onClick={save}>
            {t("common.save")}
          </Button>
        )}
        <Button onClick={close}>{t(readonly ? "common.close" : "common.cancel")}</Button>
        {given && !readonly ? (
          <Button kind="danger" onClick={remove}>
            {t("certificate.remove")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Another's, from the server: it never lies on this device. */
function Others({ of }: { of: string }) {
  const { acts } = useApp();
  const told = useRead(async () => ({ certificate: await acts.certificate(of) }), [of]);
  if (told === null) return <p class="loading">{t("common.loading")}</p>;
  const { certificate } = told;
  if (certificate === "offline") return <p role="alert">{t("certificate.offline")}</p>;
  if (certificate === null) return <p role="alert">{t("certificate.none")}</p>;
  return certificate.files === null ? (
    <p>{t("certificate.given_only")}</p>
  ) : (
    <OthersPages key={certificate.files.join()} of={of} files={certificate.files} />
  );
}

function OthersPages({ of, files }: { of: string; files: readonly string[] }) {
  return <GivenPages held={useHeld(files)} of={of} readonly />;
}
