import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Select } from "../../../../ui/Select";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { useComparison, useVersions } from "../queries";
import { ChangeList } from "./ChangeList";
import styles from "./document.module.css";

/** Two versions beside one another; first the chosen one and the one before it. */
export function CompareDialog({ version, onClose }: { version: number | null; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  return (
    <Dialog title={t("versions.compareTitle")} open={version !== null} onClose={onClose} wide>
      {version !== null && <Comparison key={version} first={version} onClose={onClose} />}
    </Dialog>
  );
}

function Comparison({ first, onClose }: { first: number; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const [version, setVersion] = useState(first);
  const [against, setAgainst] = useState<number | null>(null);
  const versions = useVersions(true).data ?? [];
  const comparison = useComparison(version, against);
  const options = versions.map((each) => ({
    key: String(each.version),
    label: t(each.published === null ? "versions.numberDraft" : "versions.number", { version: each.version }),
  }));
  const shown = comparison.data;
  return (
    <>
      <div className={styles.compare}>
        <Select
          label={t("versions.what")}
          options={options}
          value={String(version)}
          onChange={(key) => setVersion(Number(key))}
        />
        <Select
          label={t("versions.against")}
          options={options}
          value={shown?.against == null ? null : String(shown.against)}
          onChange={(key) => setAgainst(Number(key))}
          placeholder={t("versions.nothing")}
        />
      </div>
      {comparison.isPending && <SkeletonRows rows={4} />}
      <ErrorLine error={comparison.error} />
      {shown &&
        (shown.changes.length === 0 ? (
          <p className="soft">{t("versions.same")}</p>
        ) : (
          <ChangeList changes={shown.changes} />
        ))}
      <Acts>
        <Button onPress={onClose}>{t("versions.close")}</Button>
      </Acts>
    </>
  );
}
