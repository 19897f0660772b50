import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { FindingCard } from "./FindingCard";
import styles from "./gaps.module.css";
import { type Finding, useFindings } from "./queries";

interface Props {
  readonly onClose: () => void;
  /** The id of the finding whose cell is looked at. */
  readonly chosen?: string | undefined;
  readonly onChoose?: (finding: Finding) => void;
}

/** The findings that wait, beside the grid. Under 1,400 pixels it lies over it. */
export default function GapDrawer({ onClose, chosen, onChoose }: Props) {
  const { t } = useTranslation("design/gaps");
  const { person } = useMe();
  const findings = useFindings();
  const open = findings.data?.filter(({ state }) => state === "open") ?? [];
  const dismissed = findings.data?.filter(({ state }) => state === "dismissed").length ?? 0;
  const groups = [
    ["new", open.filter((finding) => finding.new)],
    ["earlier", open.filter((finding) => !finding.new)],
  ] as const;
  const first = chosen ?? open[0]?.id;
  return (
    <aside className={styles.drawer} aria-label={t("drawer.title")}>
      <div className={styles.drawerHead}>
        <div>
          <h2>{t("drawer.title")}</h2>
          {findings.data && (
            <p className={styles.soft}>
              {open.length > 0 ? t("drawer.waiting", { count: open.length, name: person.name }) : t("drawer.none")}
            </p>
          )}
        </div>
        <Button look="quiet" size="s" onPress={onClose}>
          {t("drawer.close")}
        </Button>
      </div>
      <div className={styles.drawerBody}>
        {findings.error ? (
          <ErrorState error={findings.error} onRetry={() => findings.refetch()} level={3} />
        ) : findings.data ? (
          groups.map(
            ([name, group]) =>
              group.length > 0 && (
                <section key={name} aria-labelledby={`gaps-${name}`}>
                  <h3 id={`gaps-${name}`} className={styles.group}>
                    {t(`drawer.${name}`)}
                  </h3>
                  {group.map((finding) => (
                    <FindingCard
                      key={finding.id}
                      finding={finding}
                      chosen={finding.id === first}
                      onChoose={onChoose && (() => onChoose(finding))}
                    />
                  ))}
                </section>
              ),
          )
        ) : (
          <SkeletonRows rows={9} />
        )}
      </div>
      <div className={styles.drawerFoot}>
        {dismissed > 0 && <span>{t("drawer.dismissed", { count: dismissed })}</span>}{" "}
        <Link to="/gaps" search={dismissed > 0 ? { state: "dismissed" } : {}}>
          {t(dismissed > 0 ? "drawer.seeWhy" : "drawer.all")}
        </Link>
      </div>
    </aside>
  );
}
