/** What an authenticator app is given: a picture for another device, a link for this one, a key to type. */
import "./twoStep.css";
import type { AppSecret } from "../../../store/appState";
import { t } from "../../../ui/words";

export function AppSetup({ secret, uri, qr }: AppSecret) {
  return (
    <div class="twoStep-setup">
      <p>{t("two_step.scan")}</p>
      <Picture rows={qr} />
      <a class="twoStep-open" href={uri}>
        {t("two_step.open_app")}
      </a>
      <p>
        {t("two_step.secret")} <code class="twoStep-secret">{secret.replace(/(.{4})/g, "$1 ").trim()}</code>
      </p>
    </div>
  );
}

/** A QR code, dark on white in every theme, with the four white modules around it that readers want. */
function Picture({ rows }: { rows: readonly string[] }) {
  const size = rows.length + 8;
  const dark = rows.flatMap((row, y) => [...row].map((bit, x) => (bit === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  return (
    <svg class="twoStep-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("two_step.qr")}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}
