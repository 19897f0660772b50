import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useMe } from "../../app/me";
import { Button } from "../../ui/Button";
import { TwinTable } from "../../ui/charts/ChartFrame";
import { told } from "../../ui/charts/estimate";
import { useFigures } from "../../ui/charts/useFigures";
import { useWidth } from "../../ui/charts/useWidth";
import { EmptyState } from "../../ui/EmptyState";
import { Figure } from "../../ui/Figure";
import { PageHeader } from "../../ui/PageHeader";
import { BoardCards } from "./board/BoardCards";
import { BoardExport } from "./board/BoardExport";
import { BoardSkeleton } from "./board/BoardSkeleton";
import { BoardTable, TABLE_FROM } from "./board/BoardTable";
import { BoardTools } from "./board/BoardTools";
import styles from "./board/board.module.css";
import { type BoardFrame, boardFrame } from "./board/frame";
import { scoreboardTwin } from "./board/twin";
import { matches, parseFilters } from "./filters";
import { type Finding, scoreboardFinding } from "./findings";
import { groupByStage, parseOrder, sortRows, writeOrder } from "./order";
import { EmptyOrganization } from "./parts/EmptyOrganization";
import { PageFailure } from "./parts/PageFailure";
import { usePeriodName } from "./parts/usePeriodName";
import { useView } from "./parts/useView";
import { type Scoreboard, useDimensions, useScoreboard } from "./queries";
import { standingWords } from "./scales";

/** Every touchpoint on one axis: where experience is good, bad or unknown. */
export default function ScoreboardPage() {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const board = useScoreboard(view);
  // The filters need them; coming later they would push everything down.
  const waiting = useDimensions().isPending;
  if (board.isPending || waiting) return <BoardSkeleton />;
  if (board.isError) return <PageFailure error={board.error} onRetry={() => void board.refetch()} />;
  if (board.data.rows.length === 0) return <EmptyOrganization name={t("board.name")} />;
  return <Content board={board.data} stale={board.isPlaceholderData} />;
}

function Content({ board, stale }: { board: Scoreboard; stale: boolean }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { organization } = useMe();
  const dimensions = useDimensions();
  const [view, setView] = useView();
  const [search, setSearch] = useState(view.q ?? "");
  const [ref, width] = useWidth<HTMLDivElement>(1108);

  const name = usePeriodName();
  const filters = parseFilters(view.where);
  const order = parseOrder(view.sort);
  const all = board.rows.filter((row) => matches(row.touchpoint, filters, ""));
  const rows = sortRows(
    all.filter((row) => matches(row.touchpoint, [], search)),
    order,
    figures.locale,
  );
  const frame = boardFrame(board, all, name.against(board.period, board.against));
  const finding = scoreboardFinding(t, figures, all, board.as_expected, frame.against);
  const groups =
    view.group === "stage"
      ? groupByStage(rows, dimensions.data?.stages ?? [], t("common.noStage"))
      : [{ key: "all", label: "", rows }];
  const twin = scoreboardTwin(t, figures, rows);
  const caption = t("board.caption", {
    period: name.period(board.period.label),
    column: t(`board.columns.${order.column}`),
  });
  const wide = width >= TABLE_FROM;
  const nobody = board.respondents === 0 && Boolean(dimensions.data?.periods.to);
  const empty = t("empty.periodTitle", { period: name.period(board.period.label) });

  return (
    <>
      <BoardHeader finding={nobody ? { headline: empty, lede: "" } : finding} board={board} />
      <BoardTools
        board={board}
        dimensions={dimensions.data}
        search={search}
        onSearch={(q) => {
          setSearch(q);
          setView({ q: q === "" ? undefined : q });
        }}
        order={order}
        wide={wide}
        exporter={
          <BoardExport
            twin={twin}
            rows={rows}
            frame={frame}
            title={finding.headline}
            source={t("common.source", { organization: organization.name, period: name.period(board.period.label) })}
          />
        }
      />
      <div ref={ref} className={styles.body} aria-busy={stale}>
        {nobody ? (
          <EmptyState title={t("empty.periodTry")} boxed>
            <p>
              {t("empty.periodWhy", {
                from: dimensions.data?.periods.years[0] ?? "",
                to: dimensions.data?.periods.years.at(-1) ?? "",
              })}
            </p>
          </EmptyState>
        ) : rows.length === 0 ? (
          <EmptyState
            title={t("empty.filtered")}
            boxed
            action={
              <Button
                onPress={() => {
                  setSearch("");
                  setView({ where: undefined, q: undefined });
                }}
              >
                {t("empty.clear")}
              </Button>
            }
          >
            <p>{t("empty.filteredWhy")}</p>
          </EmptyState>
        ) : view.view === "table" ? (
          <TwinTable twin={twin} caption={caption} />
        ) : wide ? (
          <BoardTable
            width={width}
            caption={caption}
            frame={frame}
            groups={groups}
            order={order}
            onOrder={(next) => setView({ sort: writeOrder(next) })}
          />
        ) : (
          <BoardCards width={width} caption={caption} frame={frame} groups={groups} />
        )}
      </div>
      <Notes board={board} frame={frame} />
    </>
  );
}

function BoardHeader({ finding, board }: { finding: Finding; board: Scoreboard }) {
  const { t } = useTranslation("insight");
  const { rating, nps } = board.overall;
  return (
    <PageHeader
      title={finding.headline}
      name={t("board.name")}
      aside={
        <div className={styles.figures}>
          {rating && <Figure label={t("board.overall")} estimate={told(rating)} unit="score" stacked />}
          {nps && <Figure label={t("board.nps")} estimate={told(nps)} unit="nps" stacked />}
        </div>
      }
    >
      {finding.lede}
    </PageHeader>
  );
}

function Notes({ board, frame }: { board: Scoreboard; frame: BoardFrame }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { scale } = frame;
  const cut = standingWords(scale);
  const bold = { b: <b /> };
  return (
    <div className={styles.notes}>
      <p>
        <Trans
          t={t}
          i18nKey="board.noteScore"
          values={{
            low: figures.tick(scale.reversed ? scale.high : scale.low, "score"),
            high: figures.tick(scale.reversed ? scale.low : scale.high, "score"),
            expected: figures.tick(frame.expected, "score"),
          }}
          components={bold}
        />
      </p>
      {board.fallback && (
        <p>
          <Trans t={t} i18nKey="board.noteStanding" values={cut} components={bold} />
        </p>
      )}
      {frame.against && (
        <p>
          <Trans
            t={t}
            i18nKey="board.noteChange"
            count={board.comparisons}
            values={{ against: frame.against, n: figures.count(board.comparisons) }}
            components={bold}
          />
        </p>
      )}
      <p>
        <Trans t={t} i18nKey="board.noteFew" components={bold} />
      </p>
    </div>
  );
}
