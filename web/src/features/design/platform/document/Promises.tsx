import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/Dialog";
import { Menu, MenuItem } from "../../../../ui/Menu";
import { Sign } from "../../../../ui/Sign";
import { EditableText } from "../parts/EditableText";
import { useTellRefusal } from "../parts/useTell";
import { type PlatformDocument, useTraceability } from "../queries";
import styles from "./document.module.css";
import { withMovedPart, withNewPart, withoutPart, withPart } from "./fields";

type Change = (name: string, alter: (document: PlatformDocument) => PlatformDocument) => Promise<unknown>;

type PromisesProps = {
  document: PlatformDocument;
  mayEdit: boolean;
  /** The fields that are being written. */
  open: readonly string[];
  onOpen: (field: string) => void;
  onClose: (field: string) => void;
  change: Change;
};

/** The promise in its parts, in the order of their weight. */
export function Promises({ document, mayEdit, open, onOpen, onClose, change }: PromisesProps) {
  const { t } = useTranslation("design/platform");
  const refused = useTellRefusal();
  const name = t("field.promise");
  return (
    <section className={styles.row}>
      <h2>{name}</h2>
      <div>
        <ol className={styles.parts}>
          {document.promise.map((part, at) => (
            <li key={part.key}>
              <span className={styles.no}>{at + 1}</span>
              <div className={styles.part}>
                <EditableText
                  label={t("doc.part", { number: at + 1 })}
                  value={part.words}
                  placeholder={t("hint.part")}
                  look="line"
                  mayEdit={mayEdit}
                  open={open.includes(`part:${part.key}`)}
                  onOpen={() => onOpen(`part:${part.key}`)}
                  onClose={() => onClose(`part:${part.key}`)}
                  onSave={(words) => change(name, (before) => withPart(before, at, words))}
                />
                <PartReach part={part.key} />
              </div>
              {mayEdit && !open.includes(`part:${part.key}`) && (
                <PartMenu
                  document={document}
                  at={at}
                  onMove={(by) => void change(name, (before) => withMovedPart(before, at, by)).catch(refused)}
                  onRemove={() => void change(name, (before) => withoutPart(before, at)).catch(refused)}
                />
              )}
            </li>
          ))}
        </ol>
        {document.promise.length === 0 && !open.includes("part") && <p className="soft">{t("hint.promise")}</p>}
        {mayEdit &&
          (open.includes("part") ? (
            <div className={styles.newPart}>
              <EditableText
                label={t("doc.newPart")}
                value=""
                placeholder={t("hint.part")}
                look="line"
                mayEdit
                open
                onOpen={() => onOpen("part")}
                onClose={() => onClose("part")}
                onSave={(words) => change(name, (before) => withNewPart(before, words))}
              />
            </div>
          ) : (
            <div className={styles.add}>
              <Button size="s" onPress={() => onOpen("part")}>
                {t("doc.addPart")}
              </Button>
            </div>
          ))}
      </div>
    </section>
  );
}

type PartMenuProps = {
  document: PlatformDocument;
  at: number;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function PartMenu({ document, at, onMove, onRemove }: PartMenuProps) {
  const { t } = useTranslation("design/platform");
  const [asking, setAsking] = useState(false);
  const part = document.promise[at];
  const reach = useTraceability().data?.parts.find((each) => each.key === part?.key);
  const expressed = (reach?.live ?? 0) + (reach?.planned ?? 0);
  const label = t("doc.partMenu", { number: at + 1 });
  return (
    <>
      <Menu
        label={label}
        placement="bottom end"
        trigger={
          <Button size="s" look="quiet" aria-label={label}>
            {t("doc.more")}
          </Button>
        }
        onAction={(key) => {
          if (key === "remove") expressed > 0 ? setAsking(true) : onRemove();
          else onMove(key === "up" ? -1 : 1);
        }}
      >
        <MenuItem id="up" disabled={at === 0}>
          {t("doc.up")}
        </MenuItem>
        <MenuItem id="down" disabled={at === document.promise.length - 1}>
          {t("doc.down")}
        </MenuItem>
        <MenuItem id="remove" danger>
          {t("doc.takeOut")}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={t("doc.takeOutTitle", { words: part?.words ?? "" })}
        verb={t("doc.takeOut")}
        danger
        open={asking}
        onConfirm={() => {
          setAsking(false);
          onRemove();
        }}
        onClose={() => setAsking(false)}
      >
        {t("doc.takeOutWhat", { count: expressed })}
      </ConfirmDialog>
    </>
  );
}

/** At how many touchpoints a part is expressed; nowhere is worth a look. */
function PartReach({ part }: { part: string }) {
  const { t } = useTranslation("design/platform");
  const found = useTraceability().data?.parts.find((each) => each.key === part);
  if (!found) return null;
  if (found.reach === "live") return <p className={styles.reach}>{t("doc.live", { count: found.live })}</p>;
  return (
    <p className={styles.reach}>
      <Sign standing="dissatisfied" size={10} />
      <span className="short">{t(found.reach === "nowhere" ? "doc.nowhere" : "doc.onlyPlanned")}</span>
      <Link to="/platform" search={{ tab: "trace" }}>
        {t("doc.seeWhere")}
      </Link>
    </p>
  );
}
