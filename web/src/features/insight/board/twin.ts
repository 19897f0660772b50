import type { TFunction } from "i18next";
import { measured } from "../../../ui/charts/estimate";
import type { Figures } from "../../../ui/charts/figures";
import type { Twin, TwinCell } from "../../../ui/charts/twin";
import type { ScoreboardRow } from "../queries";

/** The scoreboard as a table of plain numbers: what its picture shows, and what it has no room for. */
export function scoreboardTwin(t: TFunction<"insight">, figures: Figures, rows: readonly ScoreboardRow[]): Twin {
  const score = (value: number | null | undefined): TwinCell =>
    value === null || value === undefined ? null : { text: figures.value(value, "score"), value };
  const change = (value: number | undefined): TwinCell =>
    value === undefined ? null : { text: figures.change(value, "score"), value };
  const share = (value: number): TwinCell => ({ text: figures.value(value, "share"), value });
  const numeric = true;
  return {
    columns: [
      { key: "touchpoint", label: t("board.touchpoint") },
      { key: "stage", label: t("common.stage") },
      { key: "channel", label: t("common.channel") },
      { key: "score", label: t("board.scoreColumn"), numeric },
      { key: "low", label: t("board.t.low"), numeric },
      { key: "high", label: t("board.t.high"), numeric },
      { key: "n", label: t("common.answers"), numeric },
      { key: "badge", label: t("common.badge") },
      { key: "csat", label: t("board.t.csat"), numeric },
      { key: "change", label: t("board.t.change"), numeric },
      { key: "changeLow", label: t("board.t.changeLow"), numeric },
      { key: "changeHigh", label: t("board.t.changeHigh"), numeric },
      { key: "p", label: t("board.t.p"), numeric },
      { key: "loyal", label: t("board.t.loyal"), numeric },
      { key: "ok", label: t("board.t.ok"), numeric },
      { key: "short", label: t("board.t.short"), numeric },
      { key: "unknown", label: t("board.t.unknown"), numeric },
    ],
    rows: rows.map((row) => {
      const estimate = row.estimate;
      const shown = measured(estimate) !== null;
      const p = row.change?.p_adjusted;
      return {
        touchpoint: row.touchpoint.label,
        stage: row.touchpoint.stage?.label ?? null,
        channel: row.touchpoint.channel?.label ?? null,
        score: score(measured(estimate)?.value),
        low: score(measured(estimate)?.low),
        high: score(measured(estimate)?.high),
        n: { text: figures.count(estimate?.n ?? 0), value: estimate?.n ?? 0 },
        badge: estimate?.hidden ? t("common.hidden") : t(`common.badges.${estimate?.badge ?? "none"}`),
        csat: measured(row.csat) ? share(row.csat?.value ?? 0) : null,
        change: change(row.change?.difference),
        changeLow: change(row.change?.low),
        changeHigh: change(row.change?.high),
        p:
          p === undefined
            ? null
            : { text: p < 0.001 ? "< 0.001" : figures.tick(Math.max(p, 0.001), "score"), value: p },
        loyal: shown ? share(row.standing.loyal) : null,
        ok: shown ? share(row.standing.satisfied) : null,
        short: shown ? share(row.standing.dissatisfied) : null,
        unknown: share(row.standing.unknown),
      };
    }),
  };
}
