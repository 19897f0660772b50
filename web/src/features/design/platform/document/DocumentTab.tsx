import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { PageHeader } from "../../../../ui/PageHeader";
import { EditableText } from "../parts/EditableText";
import { Failed, Loading } from "../parts/States";
import { type Platform, usePlatform } from "../queries";
import { Clashes } from "./Clashes";
import styles from "./document.module.css";
import { modules, senses, type TextField, textOf, withText } from "./fields";
import { Promises } from "./Promises";
import { Standing } from "./Standing";
import { documentOf, useEdits } from "./useEdits";

export default function DocumentTab() {
  const { t } = useTranslation("design/platform");
  const platform = usePlatform();
  if (platform.isPending) return <Loading title={t("tabs.platform")} />;
  if (platform.isError) {
    return <Failed title={t("tabs.platform")} error={platform.error} onRetry={() => void platform.refetch()} />;
  }
  return <Sheet platform={platform.data} />;
}

function Sheet({ platform }: { platform: Platform }) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  // Several fields can be open at once: whoever goes on to the next one loses nothing of the one before.
  const [open, setOpen] = useState<readonly string[]>([]);
  const openField = (field: string) => setOpen((all) => (all.includes(field) ? all : [...all, field]));
  const closeField = (field: string) => setOpen((all) => all.filter((each) => each !== field));
  const edits = useEdits(platform);
  const document = documentOf(platform);
  const isNew = platform.draft === null && platform.published === null;
  if (isNew && open.length === 0) {
    return (
      <>
        <PageHeader title={t("doc.emptyTitle")} name={t("tabs.platform")} />
        <EmptyState
          title={t("doc.emptyHead")}
          action={
            mayEdit && (
              <Button look="go" onPress={() => openField("theme")}>
                {t("doc.begin")}
              </Button>
            )
          }
        >
          <p>{t(mayEdit ? "doc.emptyWhat" : "doc.emptyRead")}</p>
        </EmptyState>
      </>
    );
  }
  const text = (field: TextField, look: "theme" | "text") => (
    <EditableText
      label={t(`field.${field}`)}
      value={textOf(document, field)}
      placeholder={t(`hint.${field}`)}
      look={look}
      mayEdit={mayEdit}
      open={open.includes(field)}
      onOpen={() => openField(field)}
      onClose={() => closeField(field)}
      onSave={(words) => edits.change(t(`field.${field}`), (before) => withText(before, field, words))}
    />
  );
  return (
    <>
      <PageTitle platform={platform} />
      <div className={styles.columns}>
        <div className={styles.sheet}>
          <Clashes clashes={edits.clashes} onSettle={edits.settle} onTake={edits.change} />
          <section className={styles.theme} aria-label={t("field.theme")}>
            {text("theme", "theme")}
          </section>
          <Promises
            document={document}
            mayEdit={mayEdit}
            open={open}
            onOpen={openField}
            onClose={closeField}
            change={edits.change}
          />
          <section className={styles.row}>
            <h2>{t("doc.senses")}</h2>
            <dl className={styles.fields}>
              {senses.map((sense) => (
                <div key={sense}>
                  <dt>{t(`field.senses.${sense}`)}</dt>
                  <dd>{text(`senses.${sense}`, "text")}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section className={styles.row}>
            <h2>{t("doc.modules")}</h2>
            <dl className={styles.fields}>
              {modules.map((each) => (
                <div key={each}>
                  <dt>{t(`field.${each}`)}</dt>
                  <dd>{text(each, "text")}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
        <Standing platform={platform} mayEdit={mayEdit} onWrite={openField} />
      </div>
    </>
  );
}

/** For readers and the tab of the browser: the theme itself is set large below. */
function PageTitle({ platform }: { platform: Platform }) {
  const { t } = useTranslation("design/platform");
  const theme = documentOf(platform).theme;
  return (
    <div className="sr">
      <PageHeader title={theme === "" ? t("tabs.platform") : theme} name={t("tabs.platform")} />
    </div>
  );
}
