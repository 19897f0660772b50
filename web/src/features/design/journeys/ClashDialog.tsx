import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import type { Conflict } from "./merge";
import styles from "./parts.module.css";
import type { Clash } from "./useDraft";

type Props = {
  clash: Clash;
  onSettle: (theirs: readonly Conflict[]) => void;
};

const fields = {
  stage: "stage",
  touchpoint: "touchpoint",
  label: "label",
  channel: "channel",
  expectation: "expectation",
  action: "action",
  feeling: "feeling",
  plus_ones: "plusOnes",
  backstage: "backstage",
  owner: "owner",
  moment_of_truth: "moment",
  name: "name",
  note: "note",
  audience: "audience",
  filters: "filters",
  links: "links",
} as const;

/** Two people changed the same field differently: both stand here until one is chosen. */
export function ClashDialog({ clash, onSettle }: Props) {
  const { t } = useTranslation("design/journeys");
  const [theirs, setTheirs] = useState<ReadonlySet<Conflict>>(new Set());
  const who = clash.journey.changed_by?.name ?? t("clash.somebody");
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("clash.empty");
    if (Array.isArray(value)) {
      return value.length === 0
        ? t("clash.empty")
        : value.map((one) => (typeof one === "string" ? one : `${one.from} → ${one.to}`)).join("\n");
    }
    if (typeof value === "boolean") return t(value ? "clash.yes" : "clash.no");
    return typeof value === "number" ? String(value).replace("-", "−") : String(value);
  };
  return (
    <Dialog title={t("clash.title", { name: who })} open onClose={() => undefined} wide stays>
      <p className="soft">{t("clash.what")}</p>
      <div className={styles.clash}>
        {clash.conflicts.map((conflict) => {
          const key = `${conflict.step ?? ""} ${conflict.field}`;
          const field = fields[conflict.field as keyof typeof fields];
          const set = (take: boolean) =>
            setTheirs((before) => {
              const next = new Set(before);
              if (take) next.add(conflict);
              else next.delete(conflict);
              return next;
            });
          return (
            <fieldset key={key}>
              <legend>
                {conflict.label}: {t(`field.${field}`)}
              </legend>
              <label className={styles.version}>
                <input type="radio" name={key} checked={!theirs.has(conflict)} onChange={() => set(false)} />
                <span>
                  {shown(conflict.mine)}
                  <small>{t("clash.mine")}</small>
                </span>
              </label>
              <label className={styles.version}>
                <input type="radio" name={key} checked={theirs.has(conflict)} onChange={() => set(true)} />
                <span>
                  {shown(conflict.theirs)}
                  <small>{t("clash.theirs", { name: who })}</small>
                </span>
              </label>
            </fieldset>
          );
        })}
      </div>
      <Acts>
        <Button look="go" onPress={() => onSettle([...theirs])}>
          {t("clash.settle")}
        </Button>
      </Acts>
    </Dialog>
  );
}
