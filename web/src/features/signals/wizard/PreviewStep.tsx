import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import type { FileHints } from "../mapping/document";
import { dropDraft } from "../mapping/draft";
import { useReadAgain } from "../queries";
import type { Upload } from "../types";
import { ENCODINGS, encodingName } from "./encodings";
import { FileBar } from "./FileBar";
import styles from "./PreviewStep.module.css";
import { WizardSteps } from "./WizardSteps";

const DELIMITERS = [
  { sign: ",", name: "comma" },
  { sign: ";", name: "semicolon" },
  { sign: "\t", name: "tab" },
  { sign: "|", name: "pipe" },
] as const;

export function PreviewStep({ upload }: { upload: Upload }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const navigate = useNavigate();
  const again = useReadAgain(upload.id);

  function go(step: string) {
    void navigate({ to: "/import/new", search: step === "upload" ? {} : { upload: upload.id, step } });
  }

  /** What is said replaces the guess; the rest stays as it was read. */
  function read(hints: FileHints) {
    again.mutate({ ...hintsOf(upload), ...hints }, { onSuccess: () => dropDraft(localStorage, upload.id) });
  }

  return (
    <>
      <PageHeader
        name={t("preview.name", { file: upload.name })}
        title={t("preview.title", {
          rows: t("file.rows", { count: upload.rows, words: format.count(upload.rows) }),
          columns: t("file.columns", { count: upload.columns.length, words: format.count(upload.columns.length) }),
        })}
        above={<WizardSteps current="preview" onSelect={go} />}
      >
        <p>{t("preview.lead")}</p>
      </PageHeader>
      <div className={styles.step}>
        <FileBar upload={upload} />
        <Reading upload={upload} onRead={read} />
        <ErrorLine error={again.error} />
        <FirstRows upload={upload} busy={again.isPending} />
        <div className={styles.acts}>
          <Button onPress={() => go("upload")}>{t("preview.other")}</Button>
          <Button look="go" isDisabled={again.isPending || upload.columns.length === 0} onPress={() => go("mapping")}>
            {t("preview.next")}
          </Button>
        </div>
      </div>
    </>
  );
}

function hintsOf(upload: Upload): FileHints {
  return {
    header_rows: upload.header_rows,
    ...(upload.encoding ? { encoding: upload.encoding } : {}),
    ...(upload.delimiter ? { delimiter: upload.delimiter } : {}),
    ...(upload.skip_rows ? { skip_rows: upload.skip_rows } : {}),
    ...(upload.sheet ? { sheet: upload.sheet } : {}),
  };
}

/** How the file was read, and every way to say otherwise. */
function Reading({ upload, onRead }: { upload: Upload; onRead: (hints: FileHints) => void }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  if (upload.format === "jsonl") return null;
  const text = upload.format === "csv" || upload.format === "tsv";
  const encoding = encodingName(upload.encoding) ?? "UTF-8";
  const { sheets } = upload;
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return (
    <fieldset className={styles.reading}>
      <legend className="sr">{t("preview.reading")}</legend>
      {text && (
        <Select
          label={t("preview.encoding")}
          value={encoding}
          onChange={(key) => onRead({ encoding: key.toLowerCase() })}
          options={[...new Set([encoding, ...ENCODINGS])].map((key) => ({ key, label: key }))}
        />
      )}
      {text && (
        <Select
          label={t("preview.delimiter")}
          value={upload.delimiter ?? ","}
          onChange={(delimiter) => onRead({ delimiter })}
          options={DELIMITERS.map(({ sign, name }) => ({ key: sign as string, label: t(`delimiter.${name}`) }))}
        />
      )}
      {sheets.length > 1 && (
        <Select
          label={t("preview.sheet")}
          value={upload.sheet ?? sheets[0] ?? null}
          onChange={(sheet) => onRead({ sheet })}
          options={sheets.map((key) => ({ key, label: key }))}
        />
      )}
      <Select
        label={t("preview.skip")}
        value={String(upload.skip_rows)}
        onChange={(key) => onRead({ skip_rows: Number(key) })}
        options={numbers(0, Math.max(9, upload.skip_rows)).map((key) => ({
          key: String(key),
          label: key === 0 ? t("preview.noRows") : format.count(key),
        }))}
      />
      <Select
        label={t("preview.headerRows")}
        value={String(upload.header_rows)}
        onChange={(key) => onRead({ header_rows: Number(key) })}
        options={numbers(0, Math.max(3, upload.header_rows)).map((key) => ({
          key: String(key),
          label: key === 0 ? t("preview.noNames") : t("preview.rowsOfNames", { count: key }),
        }))}
      />
    </fieldset>
  );
}

/** The first rows as they were read. Scrolls inside, so that a wide file does not make a wide page. */
function FirstRows({ upload, busy }: { upload: Upload; busy: boolean }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const first = upload.skip_rows + upload.header_rows + 1;
  return (
    <div>
      <h2 id="first-rows" className={styles.heading}>
        {t("preview.rows", { count: upload.preview.length })}
        <span>{busy ? t("preview.readingAgain") : t("preview.scroll")}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className={styles.sheet} tabIndex={0} aria-labelledby="first-rows" aria-busy={busy}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                <span className="sr">{t("preview.line")}</span>
              </th>
              {upload.columns.map((column) => (
                <th key={column.index} scope="col">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {upload.preview.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their number
              <tr key={at}>
                <th scope="row" className={styles.number}>
                  {format.count(first + at)}
                </th>
                {upload.columns.map((column) => (
                  <td key={column.index}>{row[column.index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
