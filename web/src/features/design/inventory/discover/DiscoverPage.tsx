import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../../../ui/ErrorState";
import { PageHeader } from "../../../../ui/PageHeader";
import { ProgressBar } from "../../../../ui/ProgressBar";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Pages } from "../PageHead";
import page from "../page.module.css";
import {
  useDecideDiscoveries,
  useDiscoveries,
  useDismissed,
  useInventory,
  useSendDiscoveries,
  write,
} from "../queries";
import { tellOnly } from "../tell";
import type { AcceptItem, Discovery, Inventory } from "../types";
import { useEdits } from "../useEdits";
import { useUndoKeys } from "../useUndoKeys";
import { numberWord } from "../words";
import { DiscoveryCard } from "./DiscoveryCard";
import styles from "./discover.module.css";

/** Touches that happen and that nobody wrote down: in the log, in mail, calendars and tickets. */
export default function DiscoverPage() {
  const { t } = useTranslation("design/inventory");
  const inventory = useInventory();
  const discoveries = useDiscoveries();
  const failed = [inventory, discoveries].find((one) => one.isError);
  if (failed?.error) return <ErrorState level={1} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!inventory.data || !discoveries.data) {
    return (
      <div aria-busy="true">
        <h1 className="sr">{t("page.loading")}</h1>
        <SkeletonRows rows={10} height={32} />
      </div>
    );
  }
  return <Content inventory={inventory.data} found={discoveries.data} />;
}

function Content({ inventory, found }: { inventory: Inventory; found: readonly Discovery[] }) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const format = useFormat();
  const mayEdit = useMay("edit_design");
  const edits = useEdits();
  useUndoKeys(mayEdit ? edits : null);
  const send = useSendDiscoveries();
  const { dismiss, restore } = useDecideDiscoveries();
  /** What a file held stays here until it is decided; the file itself is not kept. */
  const [fromFile, setFromFile] = useState<readonly Discovery[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const all = [...fromFile, ...found].filter(({ ground }) => !gone.has(ground));

  const away = (ground: string, away: boolean) =>
    setGone((before) => {
      const next = new Set(before);
      if (away) next.add(ground);
      else next.delete(ground);
      return next;
    });
  const accept = async (item: AcceptItem, ground: string) => {
    away(ground, true);
    const made = await edits.run(t("done.added", { label: item.label }), () => write.accept([item]));
    if (!made) away(ground, false);
  };
  const dismissOne = ({ ground, label }: Discovery) => {
    away(ground, true);
    dismiss.mutate([{ ground, label }], {
      onError: () => away(ground, false),
      onSuccess: () =>
        tellOnly(t("discover.dismissed", { label }), {
          action: {
            label: app.t("act.undo"),
            run: () => restore.mutate([ground], { onSuccess: () => away(ground, false) }),
          },
        }),
    });
  };
  const take = (file: File) =>
    send.mutate(file, {
      onSuccess: (outcome) => {
        setFromFile(outcome.items);
        setGone(new Set());
      },
    });

  const n = numberWord(t, format.locale, all.length);
  return (
    <div className={page.page}>
      <PageHeader
        above={<Pages />}
        name={t("page.discover")}
        title={all.length === 0 ? t("discover.none") : sentence(t("discover.title", { count: all.length, n }))}
      >
        {t("discover.lede")}
      </PageHeader>
      <div className={styles.cols}>
        <div>
          {all.length === 0 ? (
            <EmptyState boxed title={t("discover.emptyTitle")}>
              <p>{t("discover.empty")}</p>
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {all.map((one) => (
                <DiscoveryCard
                  key={one.ground}
                  discovery={one}
                  inventory={inventory}
                  mayEdit={mayEdit}
                  onAccept={(item) => void accept(item, one.ground)}
                  onDismiss={() => dismissOne(one)}
                />
              ))}
            </ul>
          )}
          <DismissedList />
        </div>
        <aside className={styles.aside}>
          {mayEdit && (
            <section>
              <h2>{t("discover.file")}</h2>
              <p className="soft">{t("discover.fileWhy")}</p>
              <DropZone
                className={styles.drop}
                aria-label={t("discover.drop")}
                getDropOperation={() => "copy"}
                onDrop={async ({ items }) => {
                  const item = items.find(isFileDropItem);
                  if (item) take(await item.getFile());
                }}
              >
                <p>{t("discover.drop")}</p>
                <FileTrigger
                  acceptedFileTypes={[".mbox", ".eml", ".ics", ".csv", ".tsv", ".xlsx"]}
                  onSelect={(files) => {
                    const file = files?.[0];
                    if (file) take(file);
                  }}
                >
                  <Button>{t("import.choose")}</Button>
                </FileTrigger>
              </DropZone>
              {send.isPending && <ProgressBar label={t("import.reading")} share={null} />}
              <ErrorLine error={send.error} />
              {send.data && (
                <div className={styles.read} aria-live="polite">
                  <p>
                    {t(`discover.format.${formatOf(send.data.format)}`, {
                      count: send.data.read,
                      n: format.count(send.data.read),
                    })}{" "}
                    {t("discover.fileFound", { count: send.data.items.length })}
                  </p>
                  {send.data.skipped > 0 && <p>{t("discover.skipped", { count: send.data.skipped })}</p>}
                  {send.data.notes.map((note) => (
                    <p key={note}>{note}</p>
                  ))}
                </div>
              )}
              <p className="small soft">{t("discover.private")}</p>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function formatOf(code: string): "mail" | "calendar" | "table" {
  return code === "mail" || code === "calendar" ? code : "table";
}

function DismissedList() {
  const { t } = useTranslation("design/inventory");
  const mayEdit = useMay("edit_design");
  const dismissed = useDismissed();
  const { restore } = useDecideDiscoveries();
  if (!dismissed.data || dismissed.data.length === 0) return null;
  return (
    <details className={styles.dismissed}>
      <summary>{t("discover.dismissedCount", { count: dismissed.data.length })}</summary>
      <ul>
        {dismissed.data.map((one) => (
          <li key={one.ground}>
            <span>
              {one.label} <small className="soft">{one.by}</small>
            </span>
            {mayEdit && (
              <Button
                size="s"
                look="quiet"
                aria-label={t("discover.restoreNamed", { label: one.label })}
                onPress={() => restore.mutate([one.ground])}
              >
                {t("discover.restore")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
