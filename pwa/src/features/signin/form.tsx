import type { ComponentChildren } from "preact";
import { Icon } from "../../ui/Icon";

/** The place for what went wrong; always there, so that it is announced when it fills. */
export function Wrong({ text }: { text: string }) {
  return (
    <div role="alert" class="wrong">
      {text ? (
        <>
          <Icon name="warn" />
          <p>{text}</p>
        </>
      ) : null}
    </div>
  );
}

export function Submit({ busy, children }: { busy: boolean; children: ComponentChildren }) {
  return (
    <button type="submit" class="button go signin-submit" aria-disabled={busy || undefined}>
      {children}
    </button>
  );
}
