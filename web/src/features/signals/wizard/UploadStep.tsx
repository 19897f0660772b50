import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { ProgressBar } from "../../../ui/ProgressBar";
import { Sign } from "../../../ui/Sign";
import { Time } from "../../../ui/Time";
import { useMappings, useSendFile } from "../queries";
import { saveText } from "../saveText";
import { ACCEPTED, EXAMPLES, MOST_BYTES, type Refusal, refusal } from "./files";
import styles from "./UploadStep.module.css";
import { WizardSteps } from "./WizardSteps";

export function UploadStep() {
  const { t } = useTranslation("signals");
  return (
    <>
      <PageHeader name={t("upload.name")} title={t("upload.title")} above={<WizardSteps current="upload" />}>
        <p>{t("upload.lead")}</p>
      </PageHeader>
      <div className={styles.cols}>
        <div className={styles.main}>
          <FileDrop />
          <Formats />
        </div>
        <aside className={styles.aside}>
          <NextSteps />
          <SavedMappings />
        </aside>
      </div>
    </>
  );
}

function FileDrop() {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const navigate = useNavigate();
  const send = useSendFile();
  const [sent, setSent] = useState<{ name: string; share: number; bytes: number }>();
  const [refused, setRefused] = useState<{ why: Refusal; name: string }>();
  const abort = useRef<AbortController>(null);

  function take(file: File) {
    const why = refusal(file);
    setRefused(why ? { why, name: file.name } : undefined);
    send.reset();
    if (why) return;
    const stop = new AbortController();
    abort.current = stop;
    setSent({ name: file.name, share: 0, bytes: file.size });
    send.mutate(
      {
        file,
        signal: stop.signal,
        onSent: (now) =>
          setSent({ name: file.name, share: now.bytes === 0 ? 1 : now.sent / now.bytes, bytes: now.bytes }),
      },
      {
        onSuccess: (upload) => void navigate({ to: "/import/new", search: { upload: upload.id, step: "preview" } }),
        onSettled: () => setSent(undefined),
      },
    );
  }

  if (sent) {
    const done = sent.share >= 1;
    return (
      <div className={styles.drop} data-busy>
        <div className={styles.progress}>
          <ProgressBar
            label={t(done ? "upload.reading" : "upload.sending", { name: sent.name })}
            share={done ? null : sent.share}
            aside={
              done
                ? format.bytes(sent.bytes)
                : t("upload.sent", { sent: format.bytes(sent.share * sent.bytes), bytes: format.bytes(sent.bytes) })
            }
          />
          <p className={styles.hint}>{t(done ? "upload.readingHint" : "upload.sendingHint")}</p>
          <Button size="s" onPress={() => abort.current?.abort()}>
            {t("upload.stop")}
          </Button>
        </div>
      </div>
    );
  }
  const cancelled = send.error instanceof DOMException && send.error.name === "AbortError";
  return (
    <DropZone
      className={styles.drop}
      aria-label={t("upload.dropLabel")}
      getDropOperation={() => "copy"}
      onDrop={async (event) => {
        const item = event.items.find(isFileDropItem);
        if (item) take(await item.getFile());
      }}
    >
      <Sheet />
      <p className={styles.call}>{t("upload.drop")}</p>
      <FileTrigger
        acceptedFileTypes={ACCEPTED}
        onSelect={(files) => {
          const file = files?.[0];
          if (file) take(file);
        }}
      >
        <Button look="go">{t("upload.choose")}</Button>
      </FileTrigger>
      <p className={styles.hint}>{t("upload.limits", { size: format.bytes(MOST_BYTES) })}</p>
      {refused && (
        <p className={styles.refusal} role="alert">
          <Sign standing="dissatisfied" size={11} />
          <span>
            <strong>{t(`refusal.${refused.why}.title`, { name: refused.name })}</strong>{" "}
            {t(`refusal.${refused.why}.what`)}
          </span>
        </p>
      )}
      {send.error && !cancelled && <UploadError error={send.error} />}
    </DropZone>
  );
}

/** The server looked inside and says why it is no table; its own words know most. */
function UploadError({ error }: { error: unknown }) {
  if (isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 403) {
    const words = error.errors.map((one) => one.message).join(" ") || error.detail;
    return (
      <p className={styles.refusal} role="alert">
        <Sign standing="dissatisfied" size={11} />
        <span>
          <strong>{error.message}.</strong> {words}
        </span>
      </p>
    );
  }
  return <ErrorLine error={error} />;
}

function Sheet() {
  return (
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <path
        d="M11 5.5h18l9 9V42a1.5 1.5 0 0 1-1.5 1.5h-25A1.5 1.5 0 0 1 10 42V7a1.5 1.5 0 0 1 1-1.5z"
        fill="var(--paper)"
        stroke="var(--mark)"
      />
      <path d="M29 5.5v9h9" fill="none" stroke="var(--mark)" />
      <path d="M16 22.5h16M16 28.5h16M16 34.5h16M22 19v19" stroke="var(--edge)" fill="none" />
    </svg>
  );
}

function NextSteps() {
  const { t } = useTranslation("signals");
  return (
    <section>
      <h2>{t("next.title")}</h2>
      <ol className={styles.next}>
        {(["preview", "mapping", "run", "result"] as const).map((step, at) => (
          <li key={step}>
            <span aria-hidden="true">{at + 2}</span>
            <div>
              <h3>{t(`steps.${step}`)}</h3>
              <p>{t(`next.${step}`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Formats() {
  const { t } = useTranslation("signals");
  return (
    <section className={styles.formats}>
      <h2>{t("formats.title")}</h2>
      <p className={styles.hint}>{t("formats.lead")}</p>
      <div className={styles.examples}>
        {(["wide", "single"] as const).map((key) => {
          const { name, rows } = EXAMPLES[key];
          const [header = [], ...body] = rows;
          return (
            <figure key={key} className={styles.example}>
              <figcaption>
                <h3>{t(`formats.${key}`)}</h3>
                <Button
                  look="quiet"
                  size="s"
                  aria-label={t("formats.saveNamed", { name })}
                  onPress={() => saveText(name, rows.map((row) => row.join(",")).join("\n"), "text/csv")}
                >
                  {t("formats.save")}
                </Button>
              </figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
              <section className={styles.sheet} tabIndex={0} aria-label={t(`formats.${key}`)}>
                <table>
                  <thead>
                    <tr>
                      {header.map((cell) => (
                        <th key={cell} scope="col">
                          {cell}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {body.map((row) => (
                      <tr key={row[0]}>
                        {row.map((cell, at) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: cells of a fixed table
                          <td key={at}>{cell}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </figure>
          );
        })}
      </div>
    </section>
  );
}

function SavedMappings() {
  const { t } = useTranslation("signals");
  const mappings = useMappings().data;
  if (!mappings || mappings.length === 0) return null;
  return (
    <section>
      <h2>{t("saved.title")}</h2>
      <p className={styles.hint}>{t("saved.lead")}</p>
      <ul className={styles.saved}>
        {mappings.slice(0, 6).map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            <small>
              {one.builtin ? t("saved.builtin") : one.updated_at ? <Time at={one.updated_at} /> : one.source}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
