import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { measured, toneOf } from "../../../ui/charts/estimate";
import { IntervalDot } from "../../../ui/charts/IntervalDot";
import { ShareBar } from "../../../ui/charts/ShareBar";
import { Sparkline } from "../../../ui/charts/Sparkline";
import { useFigures } from "../../../ui/charts/useFigures";
import { IndicativeTag } from "../../../ui/Figure";
import { Sign } from "../../../ui/Sign";
import { isLive } from "../findings";
import { ChangeRange, ChangeText } from "../parts/ChangeText";
import { carried, useView } from "../parts/useView";
import type { ScoreboardRow } from "../queries";
import { existenceWord, kindWord } from "../words";
import styles from "./board.module.css";
import type { BoardFrame } from "./frame";

type RowProps = { readonly row: ScoreboardRow; readonly frame: BoardFrame };

export function RowName({ row }: { row: ScoreboardRow }) {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const { touchpoint, estimate } = row;
  const where = [touchpoint.stage?.label, touchpoint.channel?.label].filter(Boolean).join(" · ");
  const weak = estimate?.badge === "indicative" && !estimate.hidden;
  return (
    <>
      <span className={styles.name}>
        <Link to="/touchpoints/$key" params={{ key: touchpoint.key }} search={carried(view)} title={touchpoint.label}>
          {touchpoint.label}
        </Link>
        {weak && <IndicativeTag />}
      </span>
      <span className={styles.small}>{where || kindWord(t, touchpoint.kind)}</span>
    </>
  );
}

export function RowAxis({ row, frame, width, height }: RowProps & { width: number; height: number }) {
  const { t } = useTranslation("insight");
  const tone = toneOf(row.estimate, frame.expected);
  return (
    <IntervalDot
      width={width}
      height={height}
      domain={frame.domain}
      expected={frame.expected}
      unit="score"
      estimate={row.estimate}
      tone={tone === "expected" && row.short ? "short" : tone}
      largest={frame.largest}
      ground="var(--page)"
      empty={
        tone === "hidden"
          ? t("common.hidden")
          : tone === "few"
            ? t("common.few")
            : isLive(row)
              ? t("common.nobody")
              : existenceWord(t, row.touchpoint.existence)
      }
    />
  );
}

export function RowScore({ row }: { row: ScoreboardRow }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const point = measured(row.estimate);
  if (!point) {
    return (
      <>
        <span className={styles.soft}>{t("common.noScore")}</span>
        <span className={styles.small}>{t("common.n", { n: figures.count(row.estimate?.n ?? 0) })}</span>
      </>
    );
  }
  const sound = row.estimate?.badge === "sound";
  return (
    <>
      <span className={styles.score} title={`${t("common.interval")} ${figures.range(point.low, point.high, "score")}`}>
        {sound ? <b>{figures.value(point.value, "score")}</b> : <span>{figures.value(point.value, "score")}</span>}{" "}
        <small>{figures.spread(point.value, point.low, point.high, "score")}</small>
      </span>
      <span className={styles.small}>{t("common.n", { n: figures.count(point.n) })}</span>
    </>
  );
}

/** The change since the compared period; where nobody was asked, what to do about it. */
export function RowChange({ row, frame, since }: RowProps & { since?: boolean }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const mayImport = useMay("run_imports");
  if (!row.estimate || row.estimate.n === 0) {
    if (!isLive(row)) return <span className={styles.soft}>{t("board.notLive")}</span>;
    return (
      <>
        <span className={`${styles.line} ${styles.soft}`}>
          {row.comments > 0
            ? t("board.raised", { count: row.comments, n: figures.count(row.comments) })
            : t("board.notRaised")}
        </span>
        {mayImport && (
          <span className={styles.line}>
            <Link to="/import/new">{t("board.ask")}</Link>
          </span>
        )}
      </>
    );
  }
  if (!row.change || measured(row.estimate) === null) {
    const asked = row.trend.find((entry) => entry.estimate.n > 0);
    return (
      <>
        <span className={styles.soft}>{t("common.noCompare")}</span>
        {asked && frame.against && asked !== row.trend[0] && (
          <span className={styles.small}>{t("board.firstAsked", { period: asked.label })}</span>
        )}
      </>
    );
  }
  return (
    <>
      <span>
        <ChangeText change={row.change} unit="score" />
        {since && frame.against && (
          <span className={styles.soft}> {t("common.sinceInline", { against: frame.against })}</span>
        )}
      </span>
      <span className={styles.small}>
        <ChangeRange change={row.change} unit="score" />
      </span>
    </>
  );
}

export function RowTrend({ row, frame }: RowProps) {
  const figures = useFigures();
  const said = row.trend.flatMap((entry) => {
    const point = measured(entry.estimate);
    return point ? [`${entry.label}: ${figures.value(point.value, "score")}`] : [];
  });
  return <Sparkline points={row.trend} span={frame.span} label={said.join(", ")} />;
}

export function RowStanding({ row, width }: { row: ScoreboardRow; width: number }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const hidden = row.estimate?.hidden ?? false;
  const few = !hidden && (row.estimate?.n ?? 0) > 0 && measured(row.estimate) === null;
  const unknown = measured(row.estimate) === null;
  const shares = unknown ? { loyal: 0, satisfied: 0, dissatisfied: 0, unknown: 1 } : row.standing;
  return (
    <>
      <ShareBar width={width} height={12} shares={shares} />
      <span className={styles.shares}>
        {unknown ? (
          <span>
            <Sign standing="unknown" size={10} label={t("common.unknown")} />{" "}
            {hidden
              ? t("common.hidden")
              : few
                ? t("common.few")
                : isLive(row)
                  ? t("board.allUnknown", { share: figures.percentPoints(1) })
                  : existenceWord(t, row.touchpoint.existence)}
          </span>
        ) : (
          (["loyal", "satisfied", "dissatisfied", "unknown"] as const).map((standing) => (
            <span key={standing}>
              <Sign standing={standing} size={10} label={t(`common.${standing}`)} />{" "}
              {figures.percentPoints(shares[standing])}
            </span>
          ))
        )}
      </span>
    </>
  );
}
