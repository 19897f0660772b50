import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { useWidth } from "../../../ui/charts/useWidth";
import { PageHeader } from "../../../ui/PageHeader";
import { Sign } from "../../../ui/Sign";
import { Segmented } from "../../../ui/Tabs";
import { toast } from "../../../ui/toasts";
import { ClashDialog } from "./ClashDialog";
import { addStep, editStep, freeId, limits, moveStep, newStep, nudgeStep, removeStep } from "./document";
import { ExportMenu } from "./export/ExportMenu";
import { findingOf } from "./findings";
import { JourneyMenu } from "./JourneyMenu";
import { Legend } from "./Legend";
import { fitWidth, widths } from "./layout";
import { PeriodChip } from "./PeriodChip";
import { PhoneList } from "./PhoneList";
import styles from "./parts.module.css";
import { type Journey, useAudiences, useDimensions, useLived } from "./queries";
import { SaveLine } from "./SaveLine";
import { HEADS, Sheet } from "./sheet/Sheet";
import type { Inventory } from "./sheet/StepColumn";
import { TwinTable } from "./TwinTable";
import { useDraft } from "./useDraft";
import { useSmall } from "./useSmall";
import { type JourneySearch, useView } from "./useView";
import { WaysDialog } from "./WaysDialog";
import { WhoChip, whoWords } from "./WhoChip";

type Props = {
  journey: Journey;
  inventory: Inventory;
  colleagues: readonly string[];
  above: ReactNode;
};

/** The journey on the desk: what it says of us, the sheet, and all that is done to it. */
export function Desk({ journey, inventory, above }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const mayEdit = useMay("edit_design");
  const mayRead = useMay("read_insight");
  const search = useSearch({ strict: false }) as JourneySearch;
  const [, setView] = useView();
  const small = useSmall();
  const draft = useDraft(
    journey,
    mayEdit,
    useCallback((by: string | null) => toast(by ? t("save.merged", { name: by }) : t("save.mergedSomebody")), [t]),
  );
  const { document, edit, rest, undo, redo } = draft;
  const about = JSON.stringify([
    journey.revision,
    journey.document.filters,
    journey.document.audience,
    journey.document.steps.map((step) => [step.id, step.touchpoint, step.feeling]),
  ]);
  const dimensions = useDimensions(mayRead);
  const audiences = useAudiences().data ?? [];
  const lived = useLived(journey.id, search.period, about, mayRead);
  const byStep = useMemo(() => new Map((lived.data?.steps ?? []).map((step) => [step.step, step])), [lived.data]);
  const [room, roomWidth] = useWidth<HTMLDivElement>();
  const fit = fitWidth(roomWidth - HEADS - 34, document.steps.length);
  const width = search.zoom === "fit" ? fit : Number(search.zoom) || widths.usual;
  const [moved, setMoved] = useState<{ id: string; turn: number } | null>(null);
  const [said, setSaid] = useState("");
  const [ways, setWays] = useState<string | null>(null);
  const now = useRef(document);
  now.current = document;

  const tell = useCallback(
    (id: string) => {
      const at = now.current.steps.findIndex((step) => step.id === id);
      const step = now.current.steps[at];
      if (!step) return;
      const stage = inventory.stages.find((one) => one.key === step.stage)?.label ?? step.stage;
      setSaid(t("sheet.moved", { label: step.label, place: at + 1, of: now.current.steps.length, stage }));
    },
    [t, inventory.stages],
  );
  const acts = useMemo(
    () => ({
      edit: (id: string, change: Parameters<typeof editStep>[2], field?: string) =>
        edit((document) => editStep(document, id, change), field),
      rest,
      nudge: (id: string, way: -1 | 1) => {
        now.current = nudgeStep(now.current, id, way);
        edit((document) => nudgeStep(document, id, way));
        setMoved((before) => ({ id, turn: (before?.turn ?? 0) + 1 }));
        tell(id);
      },
      move: (id: string, place: number, stage: string) => {
        now.current = moveStep(now.current, id, place, stage);
        edit((document) => moveStep(document, id, place, stage));
        tell(id);
      },
      add: (beside: string, side: "before" | "after") => {
        const id = freeId(now.current.steps);
        edit((document) => {
          const at = document.steps.findIndex((step) => step.id === beside);
          const stage = document.steps[at]?.stage ?? inventory.stages[0]?.key ?? "";
          return addStep(document, side === "before" ? at : at + 1, newStep(id, stage, t("sheet.newStep")));
        });
        focusName(id);
      },
      remove: (id: string) => {
        const label = now.current.steps.find((step) => step.id === id)?.label ?? "";
        edit((document) => removeStep(document, id));
        toast(t("sheet.removed", { label }), { action: { label: t("tools.undo"), run: undo } });
      },
      ways: setWays,
    }),
    [edit, rest, undo, tell, t, inventory.stages],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const field = event.target instanceof HTMLInputElement;
      if (field || (key !== "z" && key !== "y")) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo]);

  const finding = findingOf(
    t,
    {
      list: format.list,
      feeling: (value) => format.signed(value, 1),
      whole: (value) => format.signed(value, 0),
      count: format.count,
    },
    document.steps,
    lived.data?.steps ?? null,
  );
  const full = document.steps.length >= limits.steps;
  const last = document.steps.at(-1);
  const table = search.view === "table";
  return (
    <>
      <PageHeader
        title={finding.headline}
        name={document.name}
        above={above}
        aside={
          <>
            <ExportMenu
              document={document}
              journeyId={journey.id}
              lived={byStep}
              inventory={inventory}
              period={lived.data?.period ?? null}
              headline={finding.headline}
              who={whoWords(document, audiences, dimensions.data) ?? t("who.everybody")}
              onBefore={draft.save}
            />
            {mayEdit && last && !small && (
              <Button look="go" isDisabled={full} onPress={() => acts.add(last.id, "after")}>
                {t("tools.add")}
              </Button>
            )}
          </>
        }
      >
        {finding.lede}
      </PageHeader>
      <div className={styles.name}>
        <h2>{document.name}</h2>
        {document.note && <p>{document.note}</p>}
      </div>
      <div className={styles.tools}>
        <WhoChip
          who={document}
          audiences={audiences}
          dimensions={dimensions.data}
          mayEdit={mayEdit && !small}
          onChange={({ audience, filters }) => edit((document) => ({ ...document, audience, filters }))}
        />
        {mayRead && lived.data && (
          <PeriodChip
            label={lived.data.period.label}
            selected={search.period}
            periods={dimensions.data?.periods}
            onSelect={(period) => setView({ period })}
          />
        )}
        {!small && (
          <>
            <Segmented
              label={t("tools.view")}
              items={[
                { key: "sheet", label: t("tools.sheet") },
                { key: "table", label: t("tools.table") },
              ]}
              selected={table ? "table" : "sheet"}
              onSelect={(view) => setView({ view: view === "table" ? "table" : undefined })}
            />
            {!table && (
              <span className={styles.zoom}>
                <Button
                  aria-label={t("tools.narrower")}
                  isDisabled={width <= widths.least}
                  onPress={() => setView({ zoom: String(Math.max(widths.least, width - 24)) })}
                >
                  −
                </Button>
                <Button
                  aria-label={t("tools.wider")}
                  isDisabled={width >= widths.most}
                  onPress={() => setView({ zoom: String(Math.min(widths.most, width + 24)) })}
                >
                  +
                </Button>
                <Button
                  aria-pressed={search.zoom === "fit"}
                  onPress={() => setView({ zoom: search.zoom === "fit" ? undefined : "fit" })}
                >
                  {search.zoom === "fit" ? t("tools.usual") : t("tools.fit")}
                </Button>
              </span>
            )}
          </>
        )}
        {mayEdit && !small && (
          <span className={styles.end}>
            <SaveLine draft={draft} />
            <Button size="s" isDisabled={!draft.canUndo} onPress={undo} aria-keyshortcuts="Control+Z">
              {t("tools.undo")}
            </Button>
            <Button size="s" isDisabled={!draft.canRedo} onPress={redo} aria-keyshortcuts="Control+Shift+Z">
              {t("tools.redo")}
            </Button>
            <JourneyMenu journey={journey} document={document} edit={edit} />
          </span>
        )}
      </div>
      {lived.isError && (
        <p className={styles.fault} role="alert">
          <Sign standing="dissatisfied" size={11} />
          {t("state.livedFailed")}
        </p>
      )}
      <div ref={room} aria-busy={lived.isFetching}>
        {small ? (
          <PhoneList document={document} lived={byStep} inventory={inventory} />
        ) : table ? (
          <TwinTable document={document} lived={byStep} inventory={inventory} />
        ) : (
          <Sheet
            document={document}
            lived={byStep}
            inventory={inventory}
            width={width}
            mayEdit={mayEdit}
            acts={acts}
            moved={moved}
            name={document.name}
          />
        )}
      </div>
      <Legend keys={mayEdit && !small && !table} />
      <p className="sr" role="status">
        {said}
      </p>
      {draft.clash && <ClashDialog clash={draft.clash} onSettle={draft.settle} />}
      {ways !== null && (
        <WaysDialog
          document={document}
          from={ways}
          onChange={(next) => {
            edit(() => next);
            setWays(null);
          }}
          onClose={() => setWays(null)}
        />
      )}
    </>
  );
}

/** The name of a step that has just come, ready to be written over. */
function focusName(id: string): void {
  requestAnimationFrame(() => {
    const column = window.document.getElementById(`move-${id}`)?.closest("li");
    const name = column?.querySelector("textarea");
    column?.firstElementChild?.scrollIntoView({ block: "nearest", inline: "nearest" });
    name?.focus();
    name?.select();
  });
}
