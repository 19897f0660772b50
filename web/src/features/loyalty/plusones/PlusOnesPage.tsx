import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel } from "../../../ui/Panel";
import { Select } from "../../../ui/Select";
import { columnOf, findingOf, money } from "./board";
import { Column } from "./Column";
import { NormDebt } from "./NormDebt";
import styles from "./plusones.module.css";
import { type Board, boardQuery, states } from "./queries";
import { useActs } from "./useActs";
import { WearPart } from "./WearPart";

const route = getRouteApi("/shell/plus-ones");
const all = "*";

/** The studio: five columns with their rules, how the most telling one wears out, and what the norms cost. */
export default function PlusOnesPage({ sprints }: { sprints: ReactNode }) {
  const { t } = useTranslation("loyalty/plusones");
  const whole = useSuspenseQuery(boardQuery).data;
  const { touchpoint } = route.useSearch();
  const navigate = route.useNavigate();
  const { acts, add, dialogs } = useActs();
  const mayEdit = useMay("edit_design");
  const mayGive = useMay("record_signals");
  const places = placesOf(whole);
  const board = touchpoint ? { ...whole, items: whole.items.filter((it) => it.touchpoint?.key === touchpoint) } : whole;
  return (
    <>
      <PageHeader
        title={useFinding(whole)}
        name={t("name")}
        aside={
          <>
            {places.length > 1 && (
              <div className={styles.filter}>
                <Select
                  label={t("filter")}
                  labelHidden
                  options={[{ key: all, label: t("allTouchpoints") }, ...places]}
                  value={touchpoint ?? all}
                  onChange={(key) => navigate({ search: key === all ? {} : { touchpoint: key } })}
                />
              </div>
            )}
            {whole.items.length > 0 && (
              <AnchorButton href="/v1/export/plus-ones.csv" download="plus-ones.csv">
                {t("export")}
              </AnchorButton>
            )}
            {mayGive && (
              <Button look="go" onPress={add}>
                {t("add")}
              </Button>
            )}
          </>
        }
      >
        {useWorth(whole)}
      </PageHeader>
      {whole.items.length === 0 ? (
        <>
          <EmptyState
            boxed
            title={t("empty.title")}
            action={
              mayGive && (
                <Button look="go" onPress={add}>
                  {t("add")}
                </Button>
              )
            }
          >
            {t("empty.what")}
          </EmptyState>
          <div className={styles.below}>
            <Panel>{sprints}</Panel>
          </div>
        </>
      ) : (
        <>
          <div className={styles.board}>
            {states.map((state) => (
              <Column
                key={state}
                state={state}
                cards={columnOf(board, state)}
                all={board.items}
                acts={acts}
                mayEdit={mayEdit}
                mayGive={mayGive}
              />
            ))}
          </div>
          <div className={styles.instruments}>
            <Panel>
              <WearPart board={board} />
            </Panel>
            <Panel>
              <NormDebt board={board} />
            </Panel>
            <Panel>{sprints}</Panel>
          </div>
        </>
      )}
      {dialogs}
    </>
  );
}

function placesOf(board: Board) {
  const places = new Map<string, string>();
  for (const { touchpoint } of board.items) if (touchpoint) places.set(touchpoint.key, touchpoint.label);
  return [...places].map(([key, label]) => ({ key, label })).sort((a, b) => a.label.localeCompare(b.label));
}

function useFinding(board: Board): string {
  const { t } = useTranslation("loyalty/plusones");
  const it = findingOf(board);
  if (it.key === "empty") return t("finding.empty");
  if (it.key === "ideas") return t("finding.ideas", { count: it.idea });
  if (it.key === "trying") return t("finding.trying", { count: it.trial });
  return `${t("finding.active", { count: it.active })}; ${t("finding.norm", { count: it.norm })}`;
}

/** What keeping the norms costs, and whether new surprises keep up. */
function useWorth(board: Board): string {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const it = findingOf(board);
  if (it.key !== "some") return t(`worth.${it.key}`);
  const sums = board.debt.map((sum) => money(format.locale, Math.round(sum.cents / 100) * 100, sum.currency));
  const debt = sums.length > 0 ? t("worth.debt", { count: it.norm, money: format.list(sums) }) : "";
  const pace =
    it.fresh + it.worn === 0
      ? t("worth.still")
      : t(it.slower ? "worth.slower" : "worth.keepsUp", { fresh: it.fresh, worn: it.worn });
  return [debt, pace].filter(Boolean).join(" ");
}
