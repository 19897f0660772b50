import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../../app/me";
import { LinkButton } from "../../../ui/Button";
import { useFigures } from "../../../ui/charts/useFigures";
import { Time } from "../../../ui/Time";
import { carried, useView } from "../parts/useView";
import type { Cockpit } from "../queries";
import { stateWord } from "../words";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";

/** Touchpoints nobody asked about: not zero, not average, unknown. */
export function UnknownTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [view] = useView();
  const unknown = cockpit.unknown.length;
  const total = cockpit.coverage.live;
  return (
    <Tile
      title={t("cockpit.unknown")}
      span={3}
      link={
        unknown > 0 && (
          <Link to="/touchpoints" search={{ ...carried(view), sort: "-unknown" }}>
            {t("cockpit.unknownLink")}
          </Link>
        )
      }
    >
      <p className={styles.number}>
        {figures.count(unknown)} <small>{t("cockpit.unknownAside", { total: figures.count(total) })}</small>
      </p>
      <p className={styles.words}>
        {unknown === 0
          ? t("cockpit.unknownNone")
          : unknown <= 3
            ? figures.list(cockpit.unknown.map((touchpoint) => touchpoint.label))
            : `${cockpit.unknown
                .slice(0, 3)
                .map((touchpoint) => touchpoint.label)
                .join(", ")} ${t("cockpit.more", { count: unknown - 3, n: figures.count(unknown - 3) })}`}
      </p>
    </Tile>
  );
}

/** How many of the touches there should be, are. */
export function CoverageTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { live, missing, planned, total } = cockpit.coverage;
  const base = live + missing;
  return (
    <Tile title={t("cockpit.coverage")} span={3} link={<Link to="/touchpoints">{t("cockpit.coverageLink")}</Link>}>
      {total === 0 ? (
        <p className={styles.words}>{t("cockpit.coverageNone")}</p>
      ) : (
        <>
          <p className={styles.number}>
            {base === 0 ? "–" : figures.value(live / base, "share")}{" "}
            <small>{t("cockpit.coverageAside", { live: figures.count(live), total: figures.count(base) })}</small>
          </p>
          <p className={styles.words}>
            {missing === 0
              ? t("cockpit.coverageFull")
              : t("cockpit.coverageMissing", {
                  count: missing,
                  n: figures.count(missing),
                  planned: figures.count(planned),
                })}
          </p>
        </>
      )}
    </Tile>
  );
}

export function LastImportTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const mayImport = useMay("run_imports");
  const last = cockpit.last_import;
  return (
    <Tile
      title={t("cockpit.lastImport")}
      span={3}
      link={mayImport && last ? <Link to="/import">{t("cockpit.lastImportLink")}</Link> : undefined}
    >
      {last ? (
        <>
          <p className={styles.file}>
            <Link to="/import/$id" params={{ id: last.id }}>
              {last.file_name}
            </Link>
          </p>
          <p className={styles.words}>
            {last.state === "done"
              ? `${t("cockpit.lastImportRows", { n: figures.count(last.imported) })}, ${
                  last.rejected > 0
                    ? t("cockpit.lastImportRejected", { n: figures.count(last.rejected) })
                    : t("cockpit.lastImportClean")
                }`
              : stateWord(t, last.state)}
          </p>
          {last.finished_at && (
            <p className={styles.under}>
              <Time at={last.finished_at} zone={organization.time_zone} />
              {last.by && ` · ${last.by}`}
            </p>
          )}
        </>
      ) : (
        <p className={styles.words}>{t("cockpit.lastImportNone")}</p>
      )}
      {mayImport && !last && (
        <p className={styles.go}>
          <LinkButton to="/import/new" size="s">
            {t("cockpit.lastImportGo")}
          </LinkButton>
        </p>
      )}
    </Tile>
  );
}
