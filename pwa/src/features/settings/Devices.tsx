import { useEffect, useState } from "preact/hooks";
import type { DeviceRow } from "../../store/appState";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { AskFirst } from "../_shared/forms/AskFirst";
import { useApp } from "../_shared/useApp";

/** Every device that is signed in as this person; a lost one can be shut out. */
export function Devices() {
  const { acts } = useApp();
  const [devices, setDevices] = useState<DeviceRow[] | null | "loading">("loading");
  const load = (): Promise<void> => acts.devices().then(setDevices, () => setDevices(null));
  useEffect(() => void load(), []);
  return (
    <section class="card">
      <h2>{t("settings.devices")}</h2>
      {devices === "loading" ? (
        <p class="muted">{t("common.loading")}</p>
      ) : devices === null ? (
        <p class="muted">{t("settings.devices.offline")}</p>
      ) : (
        <ul class="settings-devices">
          {devices.map((device) => (
            <Device key={device.id} device={device} onGone={load} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Device({ device, onGone }: { device: DeviceRow; onGone: () => Promise<void> }) {
  const { acts } = useApp();
  const revoke = async (): Promise<void> => {
    const gone = await acts.revokeDevice(device.id);
    say(t(gone ? "settings.devices.revoked" : "settings.devices.not_revoked"), !gone);
    await onGone();
  };
  const seen = fullDate(device.lastSeenAt.slice(0, 10), language());
  return (
    <li>
      <span>
        <b>{device.name}</b>
        <small>{device.current ? t("settings.devices.this") : t("settings.devices.seen", { date: seen })}</small>
      </span>
      {device.current ? null : (
        <AskFirst
          act={t("settings.devices.revoke")}
          label={t("settings.devices.revoke_named", { name: device.name })}
          yes={t("settings.devices.revoke_yes")}
          onYes={revoke}
        />
      )}
    </li>
  );
}
