import { type PointerEvent as ReactPointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { byItem, type PlanChange } from "../changes";
import { moved, newItemId, type Standard } from "../document";
import { anchorOf, goToPartSoon, useEditor } from "./editor";
import styles from "./parts.module.css";
import { Quiet } from "./Quiet";
import { Add, Gone, Remove, Row, Tag, Was } from "./Row";
import { Wanted } from "./Wanted";

/** The standards in the order of what wins, each with how often it was kept. */
export function Standards() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, live, kept, set, remove } = useEditor();
  const format = useFormat();
  const { standards } = document;
  const marks = byItem(changes, "standards");
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);

  const move = (from: number, to: number) => {
    if (to < 0 || to >= standards.length || from === to) return;
    set("standards", moved(standards, from, to), "standards order");
    const words = standards[from]?.words || t("lack.unnamed");
    setSaid(t("standards.moved", { words, n: format.count(to + 1), of: format.count(standards.length) }));
  };
  const change = (at: number, part: Partial<Standard>) =>
    set(
      "standards",
      standards.map((each, place) => (place === at ? { ...each, ...part } : each)),
      `standards ${standards[at]?.id} ${Object.keys(part)[0]}`,
    );
  const addAfter = (at: number) => {
    const fresh = { id: newItemId(), words: "", wanted: standards[at]?.wanted ?? 0.95 };
    set("standards", standards.toSpliced(at + 1, 0, fresh), `standards ${fresh.id}`);
    goToPartSoon(anchorOf("standards", fresh.id));
  };

  /** The row follows the finger: it changes places as soon as the pointer is past the middle of another. */
  const drag = (event: ReactPointerEvent, id: string) => {
    if (event.button !== 0) return;
    event.preventDefault();
    setDragged(id);
    let current = standards;
    const follow = (next: PointerEvent) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-standard]") ?? [])];
      const from = current.findIndex((each) => each.id === id);
      const over = rows.findIndex((row) => {
        const box = row.getBoundingClientRect();
        return next.clientY < box.top + box.height / 2;
      });
      const place = over < 0 ? rows.length - 1 : over > from ? over - 1 : over;
      if (from < 0 || place === from) return;
      current = moved(current, from, place);
      set("standards", current, "standards order");
    };
    const stop = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
      setDragged(null);
      const at = current.findIndex((each) => each.id === id);
      const words = current[at]?.words || t("lack.unnamed");
      setSaid(t("standards.moved", { words, n: format.count(at + 1), of: format.count(current.length) }));
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
  };

  const gone = [...marks.values()].flat().filter((each) => each.kind === "removed");
  const [first] = standards;
  const common = first && standards.every(({ wanted }) => wanted === first.wanted) ? first.wanted : null;
  const anyKept = standards.some(({ id }) => (kept.get(id)?.checked ?? 0) > 0);
  return (
    <Row title={t("row.standards")}>
      {standards.length > 0 && (
        <p className={styles.hintLine}>
          <span>{mayEdit && standards.length > 1 ? t("standards.hint") : t("standards.order")}</span>
          {anyKept && (
            <span>
              {common === null ? t("standards.kept") : t("standards.keptWanted", { share: format.percent(common) })}
            </span>
          )}
        </p>
      )}
      <ol className={styles.standards} ref={list}>
        {standards.map((standard, at) => {
          const mark = marks.get(standard.id) ?? [];
          const count = kept.get(standard.id);
          const reworded = mark.find((each) => each.kind === "reworded");
          const before = reworded?.from as Standard | undefined;
          const lacksWords = standard.words.trim() === "";
          return (
            <li
              key={standard.id}
              data-standard={standard.id}
              data-marked={mark.length > 0 || undefined}
              data-dragged={dragged === standard.id || undefined}
            >
              {mayEdit ? (
                <button
                  type="button"
                  className={styles.handle}
                  aria-label={t("standards.handle", { words: standard.words || t("lack.unnamed") })}
                  title={t("standards.handleTitle")}
                  onPointerDown={(event) => drag(event, standard.id)}
                  onKeyDown={(event) => {
                    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
                    event.preventDefault();
                    move(at, at + (event.key === "ArrowUp" ? -1 : 1));
                  }}
                >
                  <svg viewBox="0 0 8 14" width="8" height="14" aria-hidden="true">
                    {[2, 7, 12].flatMap((y) => [2, 6].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1" />))}
                  </svg>
                </button>
              ) : (
                <span />
              )}
              <b aria-hidden="true">{format.count(at + 1)}</b>
              <span className={styles.words}>
                <Quiet
                  id={anchorOf("standards", standard.id)}
                  label={t("standards.label", { n: format.count(at + 1) })}
                  value={standard.words}
                  placeholder={t("standards.placeholder")}
                  readOnly={!mayEdit}
                  short={lacksWords}
                  onChange={(words) => change(at, { words })}
                  onEnter={() => addAfter(at)}
                  onKeyDown={(event) => {
                    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
                    event.preventDefault();
                    move(at, at + (event.key === "ArrowUp" ? -1 : 1));
                    goToPartSoon(anchorOf("standards", standard.id));
                  }}
                />
                {before && before.words !== standard.words && <Was label={t("mark.wasWords")}>{before.words}</Was>}
              </span>
              <span className={styles.marks}>
                <StandardTag changes={mark} wantedBefore={before?.wanted} wanted={standard.wanted} />
              </span>
              <Wanted
                standard={standard}
                kept={count && count.checked > 0 ? count : undefined}
                common={common}
                onChange={(wanted) => change(at, { wanted })}
              />
              {mayEdit && (
                <Remove
                  label={t("standards.remove", { words: standard.words || t("lack.unnamed") })}
                  onPress={() => remove("standards", at, standard.words)}
                />
              )}
            </li>
          );
        })}
        {gone.map((change) => (
          <Gone
            key={change.item}
            words={(change.from as Standard).words}
            tag={t("mark.removed")}
            back={t("mark.back")}
            {...(mayEdit && live
              ? {
                  onBack: () =>
                    set(
                      "standards",
                      standards.toSpliced(Math.min(change.place, standards.length), 0, change.from as Standard),
                      `standards back ${change.item}`,
                    ),
                }
              : {})}
          />
        ))}
      </ol>
      {standards.length === 0 && !mayEdit && <p className="soft">{t("empty.standards")}</p>}
      {mayEdit && (
        <Add id={anchorOf("standards")} onPress={() => addAfter(standards.length - 1)}>
          {standards.length === 0 ? t("standards.addFirst") : t("standards.add")}
        </Add>
      )}
      <span role="status" className="sr">
        {said}
      </span>
    </Row>
  );
}

type TagProps = { changes: readonly PlanChange[]; wanted: number; wantedBefore: number | undefined };

function StandardTag({ changes, wanted, wantedBefore }: TagProps) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  if (changes.some(({ kind }) => kind === "added")) return <Tag>{t("mark.new")}</Tag>;
  const tags: string[] = [];
  const place = changes.find((each) => each.kind === "moved");
  if (place) {
    const from = format.count(place.from);
    tags.push(place.to < place.from ? t("mark.up", { from }) : t("mark.down", { from }));
  }
  if (wantedBefore !== undefined && wantedBefore !== wanted) {
    tags.push(t("mark.wantedWas", { before: format.percent(wantedBefore) }));
  }
  return tags.length > 0 ? <Tag>{tags.join(", ")}</Tag> : null;
}
