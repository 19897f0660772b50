import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { saveCsv } from "../../../lib/csv";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button, LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note } from "../../../ui/Panel";
import { ProgressBar } from "../../../ui/ProgressBar";
import { Stepper } from "../../../ui/Stepper";
import { Files, UndoDialog } from "./Files";
import styles from "./import.module.css";
import { Outcome } from "./Outcome";
import { rejectsFile, useLook, useTake } from "./queries";

const ACCEPTED = [".csv", ".tsv", ".txt", ".xlsx", ".vcf", ".vcard"];

/** The columns that a file may have, in any order; names in German are known as well, any other is an attribute. */
const EXAMPLE = [
  ["key", "name", "kind", "owner", "contact", "role", "email", "phone", "birthday", "language", "region"],
  [
    "H-0001",
    "Roy",
    "household",
    "Anna Roy",
    "mother",
    "anna.roy@example.org",
    "+44 20 7946 0001",
    "1980-02-29",
    "en",
    "A",
  ],
  [
    "C-0001",
    "Hollis Ltd",
    "company",
    "Mira Hollis",
    "owner",
    "mira@hollis.example",
    "+44 20 7946 0102",
    "--05-14",
    "en",
    "B",
  ],
];

/** A file of clients: first what it would do, then doing it. */
export default function ImportPage() {
  const { t } = useTranslation("clients/import");
  const may = useMay("edit_clients");
  const [file, setFile] = useState<File | null>(null);
  const [undoing, setUndoing] = useState(false);
  const look = useLook();
  const take = useTake();
  if (!may)
    return (
      <EmptyState level={1} title={t("mayNot.title")}>
        {t("mayNot.what")}
      </EmptyState>
    );
  const again = () => {
    setFile(null);
    look.reset();
    take.reset();
  };
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    take.reset();
    look.mutate(chosen);
  };
  const step = take.data ? "done" : look.data ? "look" : "file";
  return (
    <>
      <PageHeader
        title={t(`${step}.title`, { name: file?.name ?? "" })}
        name={t("name")}
        above={
          <div className={styles.above}>
            <Link to="/clients">{t("back")}</Link>
            <Stepper
              label={t("steps")}
              steps={(["file", "look", "done"] as const).map((key) => ({ key, label: t(`step.${key}`) }))}
              current={step}
              {...(step === "look" ? { onSelect: again } : {})}
            />
          </div>
        }
      >
        {t(`${step}.lead`)}
      </PageHeader>
      {step === "file" && (
        <>
          {look.isPending && file ? (
            <ProgressBar label={t("file.reading", { name: file.name })} share={null} />
          ) : (
            <Drop onChoose={choose} />
          )}
          <ErrorLine error={look.error} />
          <Formats />
          <Files />
        </>
      )}
      {step === "look" && look.data && (
        <>
          <Outcome outcome={look.data} done={false} />
          <div className={styles.acts}>
            <ErrorLine error={take.error} />
            <div>
              <Button onPress={again}>{t("look.another")}</Button>
              <Button
                look="go"
                isDisabled={look.data.created + look.data.updated === 0}
                pending={take.isPending}
                onPress={() => file && take.mutate(file)}
              >
                {t("look.do", { count: look.data.created + look.data.updated })}
              </Button>
            </div>
          </div>
        </>
      )}
      {step === "done" && take.data && (
        <>
          <Outcome outcome={take.data} done />
          <div className={styles.acts}>
            <div>
              {take.data.id && take.data.rejected > 0 && (
                <AnchorButton href={rejectsFile(take.data.id)} download>
                  {t("done.rejects")}
                </AnchorButton>
              )}
              {take.data.duplicates.length > 0 && (
                <LinkButton to="/clients/duplicates">{t("done.duplicates")}</LinkButton>
              )}
              {take.data.id && take.data.created + take.data.updated > 0 && (
                <Button onPress={() => setUndoing(true)}>{t("files.undo")}</Button>
              )}
              <Button onPress={again}>{t("look.another")}</Button>
              <LinkButton to="/clients" look="go">
                {t("done.clients")}
              </LinkButton>
            </div>
          </div>
          <UndoDialog
            file={undoing && take.data.id ? { id: take.data.id, name: file?.name ?? "" } : null}
            onClose={() => setUndoing(false)}
            onDone={again}
          />
        </>
      )}
    </>
  );
}

function Drop({ onChoose }: { onChoose: (file: File | undefined) => void }) {
  const { t } = useTranslation("clients/import");
  return (
    <DropZone
      className={styles.drop ?? ""}
      aria-label={t("file.drop")}
      getDropOperation={() => "copy"}
      onDrop={async ({ items }) => {
        const item = items.find(isFileDropItem);
        if (item) onChoose(await item.getFile());
      }}
    >
      <p>{t("file.drop")}</p>
      <div>
        <FileTrigger acceptedFileTypes={ACCEPTED} onSelect={(files) => onChoose(files?.[0])}>
          <Button look="go">{t("file.choose")}</Button>
        </FileTrigger>
        <Button look="quiet" onPress={() => saveCsv("clients-example.csv", EXAMPLE)}>
          {t("file.example")}
        </Button>
      </div>
    </DropZone>
  );
}

function Formats() {
  const { t } = useTranslation("clients/import");
  const format = useFormat();
  return (
    <div className={styles.formats}>
      <section>
        <h2>{t("formats.table")}</h2>
        <p>{t("formats.tableIs")}</p>
        <p>{t("formats.columns", { columns: format.list((EXAMPLE[0] ?? []).slice(0, -1)) })}</p>
      </section>
      <section>
        <h2>{t("formats.card")}</h2>
        <p>{t("formats.cardIs")}</p>
      </section>
      <Note>
        <p>{t("formats.safe")}</p>
      </Note>
    </div>
  );
}
