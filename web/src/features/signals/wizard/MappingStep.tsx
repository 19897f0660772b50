import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Note, Panel } from "../../../ui/Panel";
import { Tabs } from "../../../ui/Tabs";
import { Time } from "../../../ui/Time";
import { toast } from "../../../ui/toasts";
import { ColumnTable } from "../mapping/ColumnTable";
import { lack } from "../mapping/counts";
import { ruleOf } from "../mapping/document";
import { channelTouchpoint, editColumn, editColumns, type Hint, nameCodes, stageTouchpoint } from "../mapping/edit";
import { linesOf, TABS, tabCounts } from "../mapping/lines";
import type { MeaningEdit } from "../mapping/MeaningForm";
import { OutcomePanel } from "../mapping/OutcomePanel";
import { SettleList } from "../mapping/SettleList";
import { useSettleWords } from "../mapping/useSettleWords";
import { isOpen, rowsOf, saying, settle, unsettle } from "../mapping/work";
import { useKnownPlaces, useOutcome, useStartImport } from "../queries";
import type { Column, Settle, Upload } from "../types";
import { FileBar } from "./FileBar";
import { FittingNote } from "./FittingNote";
import { MappingChoice } from "./MappingChoice";
import { type Asking, MappingForms } from "./MappingForms";
import styles from "./MappingStep.module.css";
import { useSettledValue } from "./useSettledValue";
import { useStickyTop } from "./useStickyTop";
import { useWork } from "./useWork";
import { WizardSteps } from "./WizardSteps";

type MappingStepProps = { upload: Upload; show: string | undefined };

export function MappingStep({ upload, show }: MappingStepProps) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const navigate = useNavigate();
  const settleWords = useSettleWords();
  const desk = useWork(upload);
  const aside = useRef<HTMLElement>(null);
  useStickyTop(aside);
  const { work, set } = desk;
  const { mapping } = work;
  const [asking, setAsking] = useState<Asking>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [find, setFind] = useState("");
  const counted = useSettledValue(mapping, 300);
  const outcome = useOutcome(upload.id, counted);
  const start = useStartImport();
  const places = useKnownPlaces().data;

  const tab = TABS.find((one) => one === show) ?? "all";
  const columns = useMemo(() => new Map(upload.columns.map((column) => [column.name, column])), [upload.columns]);
  const rows = useMemo(() => rowsOf(work, upload.columns, upload.warnings), [work, upload]);
  const counts = tabCounts(rows);
  const sought = useDeferredValue(find.trim().toLowerCase());
  const lines = useMemo(() => {
    if (sought === "") return linesOf(rows, tab, open);
    const hits = rows.filter((row) => `${row.name} ${row.rule.label ?? ""}`.toLowerCase().includes(sought));
    return hits.map((row) => ({ kind: "column" as const, row }));
  }, [rows, tab, open, sought]);
  const openQuestions = upload.warnings.filter((question) => isOpen(work, question)).length;
  const missing = lack(mapping);

  const hint = (column: Column): Hint => ({ name: column.name });

  function go(step: string) {
    void navigate({ to: "/import/new", search: { upload: upload.id, step } });
  }

  function saveColumn(column: Column, edit: MeaningEdit) {
    set((before) => {
      let next = editColumn(before.mapping, hint(column), edit.rule);
      const rule = ruleOf(next, column.name);
      const key = rule && "touchpoint" in rule ? rule.touchpoint : undefined;
      if (key !== undefined && edit.stage !== undefined) next = stageTouchpoint(next, key, edit.stage);
      if (key !== undefined && edit.channel !== undefined) next = channelTouchpoint(next, key, edit.channel);
      // One list of codes serves every column that answers the same question.
      if (rule?.role === "comment_codes" && rule.codes) next = nameCodes(next, rule.question, rule.codes);
      const answered = upload.warnings.filter((one) => isOpen(before, one) && one.columns.includes(column.name));
      const said = saying(before, next, [column.name]);
      return { ...said, settled: [...said.settled, ...answered.map((one) => one.id)] };
    });
    setAsking(undefined);
  }

  function byHand(question: Settle) {
    const column = question.columns[0];
    const dated = question.columns.some((name) => ruleOf(mapping, name)?.role === "date");
    if (dated || column === undefined) setAsking({ form: "date" });
    else setAsking({ form: "column", name: column });
  }

  function run() {
    start.mutate(
      { upload: upload.id, mapping },
      {
        onSuccess: (started) => {
          desk.drop();
          void navigate({ to: "/import/$id", params: { id: started.id } });
        },
      },
    );
  }

  const chosen = upload.columns.filter((column) => selected.has(column.name));
  const rowsWords = format.count(upload.rows);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys for undo and redo, which have buttons too
    <div
      className={styles.step}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
        if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
        event.preventDefault();
        (event.shiftKey ? desk.redo : desk.undo)?.();
      }}
    >
      <PageHeader
        name={t("mapping.name", { file: upload.name })}
        title={headline(t, openQuestions, outcome.data?.touchpoints ?? mapping.touchpoints?.length ?? 0)}
        above={<WizardSteps current="mapping" onSelect={go} />}
      >
        <p>
          {openQuestions > 0
            ? t("mapping.leadOpen", { count: counts.all - counts.asks })
            : t("mapping.lead", { count: counts.all })}
        </p>
      </PageHeader>
      <div className={styles.cols}>
        <div className={styles.main}>
          <FileBar upload={upload} onChange={() => go("preview")} />
          {upload.ready_mapping && <FittingNote fitting={upload.ready_mapping} />}
          {missing && (
            <Note dashed>
              <p>
                <strong>{t(`lack.${missing}.title`)}</strong> {t(`lack.${missing}.what`)}
              </p>
              {missing === "date" && (
                <Button size="s" onPress={() => setAsking({ form: "date" })}>
                  {t("lack.date.do")}
                </Button>
              )}
            </Note>
          )}
          <div className={styles.tools}>
            <input
              type="search"
              className={styles.find}
              aria-label={t("mapping.find")}
              placeholder={t("mapping.find")}
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
            {(desk.undo || desk.redo) && (
              <span className={styles.history}>
                <Button look="quiet" size="s" isDisabled={!desk.undo} onPress={() => desk.undo?.()}>
                  {t("mapping.undo")}
                </Button>
                <Button look="quiet" size="s" isDisabled={!desk.redo} onPress={() => desk.redo?.()}>
                  {t("mapping.redo")}
                </Button>
              </span>
            )}
            <span className={styles.choice}>
              <MappingChoice upload={upload} work={work} onTake={(next) => set(() => next)} />
            </span>
          </div>
          <Tabs
            label={t("mapping.tabs")}
            selected={tab}
            onSelect={(key) =>
              navigate({
                to: "/import/new",
                search: { upload: upload.id, step: "mapping", ...(key === "all" ? {} : { show: key }) },
                replace: true,
                resetScroll: false,
              })
            }
            items={TABS.filter((one) => one === "all" || one === tab || counts[one] > 0).map((key) => ({
              key,
              label: t(`tab.${key}`),
              count: format.count(counts[key]),
            }))}
          >
            <ColumnTable
              mapping={mapping}
              lines={lines}
              columns={columns}
              rows={upload.rows}
              outcome={outcome.data}
              open={open}
              selected={selected}
              onOpen={(fold) => setOpen(toggled(open, fold))}
              onSelect={(names, on) => setSelected(withAll(selected, names, on))}
              onEdit={(name) => setAsking({ form: "column", name })}
            />
            {lines.length === 0 && (
              <p className={styles.none}>{t(sought === "" ? "mapping.noneHere" : "mapping.noneFound")}</p>
            )}
          </Tabs>
          {chosen.length > 0 && (
            <section className={styles.bulk} aria-label={t("bulk.region")}>
              <b>{t("bulk.selected", { count: chosen.length })}</b>
              <span>
                <Button size="s" onPress={() => setSelected(new Set())}>
                  {t("bulk.clear")}
                </Button>
                <Button
                  size="s"
                  onPress={() =>
                    set((before) =>
                      saying(
                        before,
                        editColumns(before.mapping, chosen.map(hint), { role: "ignore" }),
                        chosen.map((one) => one.name),
                      ),
                    )
                  }
                >
                  {t("bulk.ignore")}
                </Button>
                <Button size="s" look="go" onPress={() => setAsking({ form: "bulk" })}>
                  {t("bulk.change")}
                </Button>
              </span>
            </section>
          )}
          <ErrorLine error={start.error} />
          <div className={styles.acts}>
            <Button onPress={() => go("preview")}>{t("mapping.back")}</Button>
            <span className={styles.saved}>
              {desk.savedAt && (
                <>
                  {t("mapping.draft")} <Time at={desk.savedAt} />
                </>
              )}
            </span>
            <Button onPress={() => setAsking({ form: "save" })}>{t("mapping.save")}</Button>
            <Button look="go" pending={start.isPending} isDisabled={missing !== undefined} onPress={run}>
              {t("mapping.run", { count: upload.rows, words: rowsWords })}
            </Button>
          </div>
        </div>
        <aside ref={aside} className={styles.aside} aria-label={t("outcome.region")}>
          <Panel>
            <OutcomePanel
              outcome={outcome.data}
              counting={outcome.isFetching || counted !== mapping}
              error={outcome.error}
              mapping={mapping}
            />
            <SettleList
              work={work}
              questions={upload.warnings}
              onChoose={(question, option) => {
                const words = settleWords(question);
                set((before) => settle(before, question, option));
                toast(
                  t("settle.done", {
                    question: words.question.replaceAll("`", ""),
                    label: words.options[option] ?? "",
                  }),
                );
              }}
              onByHand={byHand}
              onUndo={(question) => set((before) => unsettle(before, question))}
            />
          </Panel>
          <p role="status" className="sr">
            {outcome.data && !outcome.isFetching
              ? t("outcome.spoken", {
                  touchpoints: format.count(outcome.data.touchpoints),
                  ratings: format.count(outcome.data.ratings),
                  responses: format.count(outcome.data.responses),
                })
              : ""}
          </p>
        </aside>
      </div>
      <MappingForms
        asking={asking}
        upload={upload}
        work={work}
        chosen={chosen}
        places={{
          touchpoints: labels(mapping.touchpoints, places?.touchpoints),
          stages: labels(mapping.stages, places?.stages),
          channels: labels(mapping.channels, places?.channels),
        }}
        set={set}
        onColumn={saveColumn}
        onClose={() => setAsking(undefined)}
        onBulkDone={() => setSelected(new Set())}
      />
    </div>
  );
}

function headline(
  t: ReturnType<typeof useTranslation<"signals">>["t"],
  questions: number,
  touchpoints: number,
): string {
  const ready = touchpoints === 0 ? t("headline.none") : t("headline.become", { count: touchpoints });
  if (questions === 0) return ready;
  const words = questions < 10 ? t(`number.${questions as 1}`) : String(questions);
  return touchpoints === 0
    ? t("headline.questionsNone", { count: questions, words })
    : t("headline.questions", {
        count: questions,
        words,
        touchpoints: t("headline.touchpoints", { count: touchpoints }),
      });
}

function labels(...lists: (readonly { label: string }[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list?.map((one) => one.label) ?? []))];
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return withAll(set, [one], !set.has(one));
}

function withAll(set: ReadonlySet<string>, names: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  for (const name of names) {
    if (on) next.add(name);
    else next.delete(name);
  }
  return next;
}
