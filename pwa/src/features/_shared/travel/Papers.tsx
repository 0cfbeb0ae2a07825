import { useSignal } from "@preact/signals";
import { Button } from "../../../ui/Button";
import { saveFile } from "../../../ui/saveFile";
import { t } from "../../../ui/words";
import { useApp } from "../useApp";

/** A file of claims: the words of its button, what the button is called where several say the same, and its address. */
export interface Paper {
  words: string;
  label?: string;
  path: string;
}

/** Buttons that fetch files, and a line that says what became of it. */
export function Papers({ papers }: { papers: readonly Paper[] }) {
  const { office } = useApp();
  const said = useSignal("");
  const take = async (path: string): Promise<void> => {
    const reply = await office.file(path);
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    said.value = reply.ok ? t("report.file.saved", { name: reply.data.name }) : t("report.file.failed");
  };
  return (
    <>
      <div class="row-buttons">
        {papers.map(({ words, label, path }) => (
          <Button key={path} label={label} onClick={() => take(path)}>
            {words}
          </Button>
        ))}
      </div>
      <p class="small" role="status">
        {said.value}
      </p>
    </>
  );
}
