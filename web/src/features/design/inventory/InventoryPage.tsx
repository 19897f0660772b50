import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { PHONE, useMedia } from "../../../lib/useMedia";
import { Button } from "../../../ui/Button";
import { useWidth } from "../../../ui/charts/useWidth";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { cardsOf, ghostsOf } from "./cards";
import { TouchpointDrawer } from "./drawer/TouchpointDrawer";
import { FilterBar } from "./FilterBar";
import { CellPopover } from "./grid/CellPopover";
import { gridWidth, InventoryGrid } from "./grid/InventoryGrid";
import { Legend } from "./grid/Legend";
import { type GridCell, layOut } from "./grid/layout";
import { InventoryCards } from "./list/InventoryCards";
import { InventoryList } from "./list/InventoryList";
import { PageHead } from "./PageHead";
import { PageSkeleton } from "./PageSkeleton";
import styles from "./page.module.css";
import { useInventory, useOpenFindings, usePlanStates, write } from "./queries";
import { TemplatesView } from "./templates/TemplatesView";
import type { Finding, Inventory, NewTouchpoint, PlanState } from "./types";
import { useEdits } from "./useEdits";
import { useUndoKeys } from "./useUndoKeys";
import { useView } from "./useView";
import { isGhostShown, isShown, parseFilters } from "./view";
import { detectorWords } from "./words";

const AddDialog = lazy(() => import("./dialogs/AddDialog"));
const BulkDialog = lazy(() => import("./dialogs/BulkDialog"));
const GapDrawer = lazy(() => import("../gaps/GapDrawer"));
const HistoryDialog = lazy(() => import("./dialogs/HistoryDialog"));
const ImportDialog = lazy(() => import("./dialogs/ImportDialog"));
const PlacesDialog = lazy(() => import("./dialogs/PlacesDialog"));

/** Every touch that clients have or could have with us: what is there, what is missing, what is old. */
export default function InventoryPage() {
  const inventory = useInventory();
  const plans = usePlanStates();
  const findings = useOpenFindings();
  // Laid over later they would move the cards apart.
  if (inventory.isPending || plans.isPending || findings.isPending) return <PageSkeleton />;
  const failed = [inventory, plans, findings].find((one) => one.isError);
  if (failed?.error) return <ErrorState level={1} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!inventory.data) return <PageSkeleton />;
  return <Loaded inventory={inventory.data} plans={plans.data ?? []} findings={findings.data ?? []} />;
}

interface Props {
  readonly inventory: Inventory;
  readonly plans: readonly PlanState[];
  readonly findings: readonly Finding[];
}

function Loaded({ inventory, plans, findings }: Props) {
  const [view, setView] = useView();
  const edits = useEdits();
  const mayEdit = useMay("edit_design");
  useUndoKeys(mayEdit ? edits : null);
  const first = inventory.touchpoints.length === 0;
  const started = inventory.stages.length > 0 && inventory.channels.length > 0;
  const close = () => setView({ open: undefined });
  return (
    <div
      className={styles.page}
      data-drawer={(view.at && view.open !== "templates") || view.open === "gaps" ? true : undefined}
    >
      {view.open === "templates" || (first && !started) ? (
        <TemplatesView first={first} />
      ) : (
        <Content inventory={inventory} plans={plans} findings={findings} />
      )}
      <Suspense>
        {view.open === "import" && mayEdit && <ImportDialog edits={edits} onClose={close} />}
        {view.open === "places" && mayEdit && <PlacesDialog inventory={inventory} onClose={close} />}
        {view.open === "gaps" && (
          <div className={styles.gaps}>
            <GapDrawer
              chosen={view.finding}
              onChoose={({ id }) => setView({ finding: id })}
              onClose={() => setView({ open: undefined, finding: undefined })}
            />
          </div>
        )}
        {view.open === "history" && <HistoryDialog edits={edits} mayEdit={mayEdit} onClose={close} />}
      </Suspense>
    </div>
  );
}

function Content({ inventory, plans, findings }: Props) {
  const { t } = useTranslation("design/inventory");
  const { locale } = useFormat();
  const [view, setView] = useView();
  const mayEdit = useMay("edit_design");
  const phone = useMedia(PHONE);
  const edits = useEdits();
  const [ref, width] = useWidth<HTMLDivElement>(1108);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState<GridCell | null>(null);
  const anchor = useRef<Element | null>(null);
  const [dialog, setDialog] = useState<"add" | "bulk" | null>(null);

  const filters = useMemo(() => parseFilters(view.where), [view.where]);
  const all = useMemo(() => cardsOf(inventory.touchpoints, plans, findings), [inventory.touchpoints, plans, findings]);
  const suggested = useMemo(
    () => ghostsOf(findings, locale, (detector) => detectorWords(t, detector)),
    [findings, locale, t],
  );
  const q = view.q ?? "";
  const cards = useMemo(() => all.filter((card) => isShown(card, filters, q)), [all, filters, q]);
  const ghosts = useMemo(() => suggested.filter((ghost) => isGhostShown(ghost, filters, q)), [suggested, filters, q]);
  const byAudience = view.group === "audience" && inventory.audiences.length > 0;
  const grid = useMemo(() => {
    const audiences = filters.find(({ dimension }) => dimension === "audience")?.is ?? [];
    return layOut(inventory, cards, ghosts, { group: byAudience, audiences });
  }, [inventory, cards, ghosts, byAudience, filters]);

  const asList = view.view === "list";
  const open = view.at ? all.find(({ touchpoint }) => touchpoint.key === view.at) : undefined;
  const chosen = [...selected].filter((id) => all.some(({ touchpoint }) => touchpoint.id === id));
  const labelOf = (key: string | null, list: readonly { key: string; label: string }[], none: string) =>
    list.find((one) => one.key === key)?.label ?? none;
  const nameOf = (cell: GridCell) =>
    [
      labelOf(cell.channel, inventory.channels, t("grid.noChannel")),
      labelOf(cell.stage, inventory.stages, t("grid.noStage")),
    ].join(", ");

  const move = (ids: readonly string[], cell: GridCell) => {
    const moved = all.filter(({ touchpoint }) => ids.includes(touchpoint.id));
    const elsewhere = moved.filter(
      ({ touchpoint }) =>
        (touchpoint.stage?.key ?? null) !== cell.stage ||
        (touchpoint.channel?.key ?? null) !== cell.channel ||
        (byAudience && !isFor(touchpoint.audiences, cell.audience)),
    );
    if (elsewhere.length === 0) return;
    const change = {
      stage: cell.stage,
      channel: cell.channel,
      ...(byAudience && elsewhere.some(({ touchpoint }) => !isFor(touchpoint.audiences, cell.audience))
        ? { audiences: cell.audience === null ? [] : [cell.audience] }
        : {}),
    };
    const what = {
      count: elsewhere.length,
      label: elsewhere[0]?.touchpoint.label ?? "",
      place: nameOf(cell),
    };
    void edits.change(
      elsewhere.map(({ touchpoint }) => touchpoint.id),
      change,
      t("done.moved", what),
    );
  };
  const create = (touchpoint: NewTouchpoint) =>
    void edits.run(t("done.added", { label: touchpoint.label }), () => write.create(touchpoint));
  const closeDrawer = () => {
    const id = open?.touchpoint.id;
    setView({ at: undefined });
    if (id) requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());
  };
  const empty = cards.length + ghosts.length === 0 && (filters.length > 0 || q !== "");

  return (
    <>
      <PageHead
        inventory={inventory}
        cards={all}
        ghosts={suggested}
        shown={cards}
        findings={findings.length}
        onAdd={() => setDialog("add")}
        phone={phone}
      />
      {mayEdit && (inventory.stages.length === 0 || inventory.channels.length === 0) && (
        <EmptyState
          boxed
          title={t("empty.placesTitle")}
          action={
            <>
              <Button look="go" onPress={() => setView({ open: "templates", at: undefined }, true)}>
                {t("templates.open")}
              </Button>
              <Button onPress={() => setView({ open: "places" })}>{t("places.open")}</Button>
            </>
          }
        >
          <p>{t("empty.places")}</p>
        </EmptyState>
      )}
      <FilterBar inventory={inventory} />
      <div ref={ref} className={styles.body}>
        {empty ? (
          <EmptyState
            boxed
            title={t("empty.filtered")}
            action={<Button onPress={() => setView({ where: undefined, q: undefined })}>{t("empty.clear")}</Button>}
          >
            <p>{t("empty.filteredWhy")}</p>
          </EmptyState>
        ) : phone ? (
          <InventoryCards
            cards={cards}
            ghosts={ghosts}
            inventory={inventory}
            sort={view.sort}
            byAudience={byAudience}
            onOpen={(key) => setView({ at: key }, true)}
            onFinding={(ghost) => setView({ open: "gaps", at: undefined, finding: ghost.ids[0] })}
          />
        ) : asList ? (
          <InventoryList
            cards={cards}
            inventory={inventory}
            sort={view.sort}
            onSort={(sort) => setView({ sort })}
            selected={selected}
            onSelect={setSelected}
            open={view.at ?? null}
            onOpen={(key) => setView({ at: key }, view.at === undefined)}
            byAudience={byAudience}
            mayEdit={mayEdit}
          />
        ) : (
          <>
            <InventoryGrid
              grid={grid}
              selected={selected}
              onSelect={setSelected}
              open={view.at ?? null}
              onOpen={(key) => setView({ at: key, open: undefined, finding: undefined }, view.at === undefined)}
              onMove={move}
              onRename={(card, label) =>
                void edits.change(
                  [card.touchpoint.id],
                  { label },
                  t("done.renamed", { from: card.touchpoint.label, to: label }),
                )
              }
              onAdd={(cell, element) => {
                anchor.current = element;
                setAdding(cell);
              }}
              onFinding={(ghost) =>
                setView({ open: "gaps", at: undefined, finding: ghost.ids[0] }, view.open === undefined)
              }
              finding={view.open === "gaps" ? (view.finding ?? null) : null}
              mayEdit={mayEdit}
              fits={width >= gridWidth(grid.columns.length)}
            />
            <Legend mayEdit={mayEdit} />
          </>
        )}
      </div>
      {chosen.length > 0 && (
        <section className={styles.chosen} aria-label={t("bulk.bar")}>
          <b aria-live="polite">{t("bulk.selected", { count: chosen.length })}</b>
          <Button look="go" size="s" onPress={() => setDialog("bulk")}>
            {t("bulk.open")}
          </Button>
          <Button size="s" onPress={() => setSelected(new Set())}>
            {t("bulk.clear")}
          </Button>
        </section>
      )}
      {adding && (
        <CellPopover
          cell={adding}
          name={nameOf(adding)}
          anchor={anchor}
          mayEdit={mayEdit}
          onClose={() => setAdding(null)}
          onCreate={create}
          onDecide={(decision) => void edits.decide(decision, t("done.decided", { cell: nameOf(adding) }))}
          onWithdraw={(decision) => void edits.withdraw(decision, t("done.withdrawn", { cell: nameOf(adding) }))}
        />
      )}
      {open && <TouchpointDrawer card={open} inventory={inventory} edits={edits} onClose={closeDrawer} />}
      <Suspense>
        {dialog === "add" && <AddDialog inventory={inventory} onClose={() => setDialog(null)} onCreate={create} />}
        {dialog === "bulk" && (
          <BulkDialog
            count={chosen.length}
            inventory={inventory}
            onClose={() => setDialog(null)}
            onChange={(change) => void edits.change(chosen, change, t("done.bulk", { count: chosen.length }))}
          />
        )}
      </Suspense>
      <p className="sr" lang={locale} aria-live="polite">
        {t("list.shown", { count: cards.length })}
      </p>
    </>
  );
}

function isFor(audiences: readonly { key: string }[], audience: string | null): boolean {
  return audience === null ? audiences.length === 0 : audiences.some(({ key }) => key === audience);
}
