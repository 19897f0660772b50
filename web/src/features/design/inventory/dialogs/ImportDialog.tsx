import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { saveCsv } from "../../../../lib/csv";
import { useFormat } from "../../../../lib/useFormat";
import { AnchorButton, Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { ProgressBar } from "../../../../ui/ProgressBar";
import { rejectsFile, sendInventory, useRefresh } from "../queries";
import type { ImportOutcome } from "../types";
import type { Edits } from "../useEdits";
import { capital } from "../words";
import styles from "./dialogs.module.css";

/** The columns that a file may have; names in English or German, in any order, are known as well. */
const EXAMPLE = [
  ["label", "stage", "channel", "kind", "existence", "owner", "department", "importance", "moment_of_truth"],
  ["Welcome call", "Onboard", "Phone", "dynamic", "live", "", "Service", "4", "yes"],
  ["Quarterly report", "Serve", "Letter", "work_product", "live", "", "Portfolio", "5", "yes"],
  ["Reception sign", "Enquire", "Premises", "static", "planned", "", "Office", "2", "no"],
];

/** A spreadsheet into the inventory: first what it would do, then doing it. */
export default function ImportDialog({ edits, onClose }: { edits: Edits; onClose: () => void }) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: (chosen: File) => sendInventory(chosen, true) });
  const take = useMutation({
    mutationFn: (chosen: File) => sendInventory(chosen, false),
    onSuccess: async (outcome, chosen) => {
      await refresh();
      edits.tell(outcome, t("import.done", { name: chosen.name, count: outcome.created + outcome.updated }));
    },
  });
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    take.reset();
    look.mutate(chosen);
  };
  const outcome = take.data ?? look.data;
  const changing = outcome ? outcome.created + outcome.updated : 0;
  return (
    <Dialog title={t(take.data ? "import.resultTitle" : "import.title")} open wide onClose={onClose}>
      {!take.data && (
        <DropZone
          className={styles.drop}
          aria-label={t("import.drop")}
          getDropOperation={() => "copy"}
          onDrop={async ({ items }) => {
            const item = items.find(isFileDropItem);
            if (item) choose(await item.getFile());
          }}
        >
          <p>{file ? file.name : t("import.drop")}</p>
          <div className={styles.line}>
            <FileTrigger acceptedFileTypes={[".csv", ".tsv", ".txt", ".xlsx"]} onSelect={(files) => choose(files?.[0])}>
              <Button look={file ? "plain" : "go"}>{t(file ? "import.another" : "import.choose")}</Button>
            </FileTrigger>
            {!file && (
              <Button look="quiet" onPress={() => saveCsv("inventory-example.csv", EXAMPLE)}>
                {t("import.example")}
              </Button>
            )}
          </div>
          {!file && <p className="small soft">{t("import.hint")}</p>}
        </DropZone>
      )}
      {(look.isPending || take.isPending) && (
        <ProgressBar label={t(take.isPending ? "import.taking" : "import.reading")} share={null} />
      )}
      <ErrorLine error={take.error ?? look.error} />
      {outcome && <Outcome outcome={outcome} done={take.data !== undefined} />}
      <Acts>
        {take.data?.change && take.data.rejected > 0 && (
          <AnchorButton href={rejectsFile(take.data.change)} download>
            {t("import.rejects")}
          </AnchorButton>
        )}
        <Button onPress={onClose} {...(take.data ? { look: "go" as const } : {})}>
          {take.data ? t("import.close") : app.t("act.cancel")}
        </Button>
        {!take.data && file && look.data && (
          <Button look="go" isDisabled={changing === 0} pending={take.isPending} onPress={() => take.mutate(file)}>
            {t("import.do", { count: changing })}
          </Button>
        )}
      </Acts>
    </Dialog>
  );
}

function Outcome({ outcome, done }: { outcome: ImportOutcome; done: boolean }) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  const { created, updated, unchanged, rejected, problems } = outcome;
  const newPlaces = [...outcome.new_stages, ...outcome.new_channels, ...outcome.new_audiences];
  const unread = outcome.columns.flatMap(({ name, field }) => (field === null ? [name] : []));
  return (
    <>
      <p aria-live="polite">{t(done ? "import.did" : "import.would", { count: created + updated })}</p>
      <dl className={styles.counts}>
        {(
          [
            ["created", created],
            ["updated", updated],
            ["unchanged", unchanged],
            ["rejected", rejected],
          ] as const
        ).map(([key, count]) => (
          <div key={key}>
            <dt>{t(`import.${key}`)}</dt>
            <dd className={key === "rejected" && count > 0 ? "short" : undefined}>{format.count(count)}</dd>
          </div>
        ))}
      </dl>
      {newPlaces.length > 0 && <p className="soft">{t("import.newPlaces", { places: format.list(newPlaces) })}</p>}
      {unread.length > 0 && <p className="soft">{t("import.unread", { columns: format.list(unread) })}</p>}
      {problems.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.problems} tabIndex={0} aria-label={t("import.problems")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("import.row")}</th>
                <th scope="col">{t("import.column")}</th>
                <th scope="col">{t("import.problem")}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <tr key={`${problem.row} ${problem.column} ${problem.message}`} data-kept={problem.kept || undefined}>
                  <td className="num">{format.count(problem.row)}</td>
                  <td>{problem.column || "–"}</td>
                  <td>
                    {problem.value !== "" && <code>{problem.value}</code>} {capital(problem.message)}.{" "}
                    <span className="soft">{t(problem.kept ? "import.rowKept" : "import.rowLeft")}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
