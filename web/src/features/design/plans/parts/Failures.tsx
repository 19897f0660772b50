import { useTranslation } from "react-i18next";
import { Sign } from "../../../../ui/Sign";
import { byItem } from "../changes";
import { type Failure, newItemId } from "../document";
import { anchorOf, goToPartSoon, useEditor } from "./editor";
import styles from "./parts.module.css";
import { Quiet } from "./Quiet";
import { Add, Gone, Remove, Row, Tag, Was } from "./Row";

/** What can go wrong, and beside each how we make it good. */
export function Failures() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const { failures } = document;
  const marks = byItem(changes, "failures");
  const change = (at: number, part: Partial<Failure>) =>
    set(
      "failures",
      failures.map((each, place) => (place === at ? { ...each, ...part } : each)),
      `failures ${failures[at]?.id} ${Object.keys(part)[0]}`,
    );
  const add = () => {
    const fresh = { id: newItemId(), words: "", recovery: "" };
    set("failures", [...failures, fresh], `failures ${fresh.id}`);
    goToPartSoon(anchorOf("failures", fresh.id));
  };
  const gone = [...marks.values()].flat().filter((each) => each.kind === "removed");
  return (
    <Row title={t("row.failures")}>
      {failures.length > 0 && (
        <div className={styles.failHead} aria-hidden="true">
          <span>{t("failures.words")}</span>
          <span>{t("failures.recovery")}</span>
        </div>
      )}
      <ul className={styles.failures}>
        {failures.map((failure, at) => {
          const mark = marks.get(failure.id) ?? [];
          const before = mark.find((each) => each.kind === "reworded")?.from as Failure | undefined;
          const named = failure.words || t("lack.unnamed");
          return (
            <li key={failure.id} data-marked={mark.length > 0 || undefined}>
              <span className={styles.words}>
                <Quiet
                  id={anchorOf("failures", failure.id)}
                  label={t("failures.wordsOf", { n: at + 1 })}
                  value={failure.words}
                  placeholder={t("failures.wordsPlaceholder")}
                  readOnly={!mayEdit}
                  short={failure.words.trim() === ""}
                  onChange={(words) => change(at, { words })}
                  onEnter={() => goToPartSoon(anchorOf("failures", failure.id, "recovery"))}
                />
                {before && before.words !== failure.words && <Was label={t("mark.wasWords")}>{before.words}</Was>}
              </span>
              <span className={styles.words} data-recovery="">
                {failure.recovery.trim() === "" && (
                  <span className={styles.need}>
                    <Sign standing="dissatisfied" size={10} />
                  </span>
                )}
                <Quiet
                  id={anchorOf("failures", failure.id, "recovery")}
                  label={t("failures.recoveryOf", { words: named })}
                  value={failure.recovery}
                  placeholder={t("failures.recoveryPlaceholder")}
                  readOnly={!mayEdit}
                  short={failure.recovery.trim() === ""}
                  onChange={(recovery) => change(at, { recovery })}
                  onEnter={add}
                />
                {before && before.recovery !== failure.recovery && before.recovery !== "" && (
                  <Was label={t("mark.wasWords")}>{before.recovery}</Was>
                )}
              </span>
              <span className={styles.marks}>
                {mark.some(({ kind }) => kind === "added") && <Tag>{t("mark.new")}</Tag>}
                {mayEdit && (
                  <Remove
                    label={t("item.remove", { words: named })}
                    onPress={() => remove("failures", at, failure.words)}
                  />
                )}
              </span>
            </li>
          );
        })}
        {gone.map((each) => (
          <Gone
            key={each.item}
            words={(each.from as Failure).words}
            tag={t("mark.removed")}
            back={t("mark.back")}
            {...(mayEdit
              ? {
                  onBack: () =>
                    set(
                      "failures",
                      failures.toSpliced(Math.min(each.place, failures.length), 0, each.from as Failure),
                      `failures back ${each.item}`,
                    ),
                }
              : {})}
          />
        ))}
      </ul>
      {failures.length === 0 && !mayEdit && <p className="soft">{t("empty.failures")}</p>}
      {mayEdit && (
        <Add id={anchorOf("failures")} onPress={add}>
          {failures.length === 0 ? t("failures.addFirst") : t("failures.add")}
        </Add>
      )}
    </Row>
  );
}
