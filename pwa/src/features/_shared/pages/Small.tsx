import "./pages.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../../../store/appState";
import { t } from "../../../ui/words";
import { useApp } from "../useApp";

/** How far below the screen a picture is fetched already. */
const AHEAD = "600px";

type Near = (near: () => void) => void;
const waiting = new WeakMap<Element, () => void>();
let watcher: IntersectionObserver | null = null;

/** One observer for all pictures of a list: they are read from the disk as they come near. */
function whenNear(place: Element): Near {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher?.unobserve(target);
        waiting.get(target)?.();
      }
    },
    { rootMargin: AHEAD },
  );
  return (near) => {
    waiting.set(place, near);
    watcher?.observe(place);
  };
}

interface Props {
  /** The first page of it; none where there is no file yet. */
  hash: string | undefined;
  /** The page itself, while it is not kept. */
  page?: Page;
}

/** A small picture of a page. Its place has its size before the picture comes. */
export function Small({ hash, page }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const [url, setUrl] = useState("");
  const { acts } = useApp();
  useEffect(() => {
    let made = "";
    let wanted = true;
    const show = (blob: Blob | null): void => {
      if (!blob || !wanted) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    };
    if (page?.small) show(new Blob([page.small], { type: "image/jpeg" }));
    else if (hash && !page && place.current) whenNear(place.current)(() => void acts.receiptSmall(hash).then(show));
    return () => {
      wanted = false;
      if (made) URL.revokeObjectURL(made);
      setUrl("");
    };
  }, [hash, page]);
  return (
    <span ref={place} class="pages-small" aria-hidden="true">
      {url ? (
        <img src={url} alt="" width={72} height={72} decoding="async" />
      ) : (
        t(hash ? "receipt.file" : "receipt.no_file")
      )}
    </span>
  );
}
