import "./pages.css";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { saveFile } from "../../../ui/saveFile";
import { t } from "../../../ui/words";
import type { Held } from "./Pages";

interface Props {
  held: Held;
  number: number;
  of: number;
  /** The file of a page that this device has not just made. */
  read: (hash: string) => Promise<Blob | null>;
  back: string;
  onBack: () => void;
}

/** One page as large as it can be seen: from this device, or from the server once it is no longer here. */
export function Viewer({ held, number, of, read, back, onBack }: Props) {
  const [shown, setShown] = useState<{ blob: Blob; url: string } | "missing" | null>(null);
  const { hash, page } = held;
  useEffect(() => {
    let url = "";
    let wanted = true;
    const here = page ? Promise.resolve(new Blob([page.bytes], { type: page.media })) : read(hash);
    void here.then((blob) => {
      if (!wanted) return;
      if (blob) url = URL.createObjectURL(blob);
      setShown(blob ? { blob, url } : "missing");
    });
    return () => {
      wanted = false;
      if (url) URL.revokeObjectURL(url);
      setShown(null);
    };
  }, [hash, page]);
  const title = t("receipt.page_of", { n: number + 1, of });
  return (
    <section class="pages-viewer" aria-label={title}>
      <p class="label">{title}</p>
      <div class="pages-large">
        {shown === null ? <p class="loading">{t("common.loading")}</p> : null}
        {shown === "missing" ? <p role="alert">{t("receipt.not_here")}</p> : null}
        {shown && shown !== "missing" && shown.blob.type === "image/jpeg" ? <img src={shown.url} alt={title} /> : null}
        {shown && shown !== "missing" && shown.blob.type !== "image/jpeg" ? <p>{t("receipt.is_pdf")}</p> : null}
      </div>
      <div class="row-buttons">
        <Button onClick={onBack}>{back}</Button>
        {shown && shown !== "missing" ? (
          <Button onClick={() => saveFile(shown.blob, nameOf(hash, shown.blob))}>{t("receipt.save_file")}</Button>
        ) : null}
      </div>
    </section>
  );
}

function nameOf(hash: string, { type }: Blob): string {
  return `${hash.slice(0, 12)}.${type === "image/jpeg" ? "jpg" : "pdf"}`;
}
