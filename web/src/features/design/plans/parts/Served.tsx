import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { useFormat } from "../../../../lib/useFormat";
import { byItem, itemKey } from "../changes";
import { type Expectation, LEVELS, newItemId, PLUS_ONE_STATES, type PlusOne } from "../document";
import { useConfirmed } from "../queries";
import { levelWord, plusOneWord } from "../words";
import { anchorOf, goToPartSoon, useEditor } from "./editor";
import { KindWord } from "./KindWord";
import styles from "./parts.module.css";
import { Quiet } from "./Quiet";
import { Add, Gone, Remove, Row, Tag, Was } from "./Row";
import own from "./Served.module.css";

/** Room for small extras: which are tried, which are given, which have become the norm. */
export function PlusOnes() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const list = document.plus_ones;
  const marks = byItem(changes, "plus_ones");
  const change = (at: number, part: Partial<PlusOne>) =>
    set(
      "plus_ones",
      list.map((each, place) => (place === at ? { ...each, ...part } : each)),
      `plus_ones ${list[at]?.id} ${Object.keys(part)[0]}`,
    );
  const add = () => {
    const fresh: PlusOne = { id: newItemId(), words: "", state: "idea" };
    set("plus_ones", [...list, fresh], `plus_ones ${fresh.id}`);
    goToPartSoon(anchorOf("plus_ones", fresh.id));
  };
  const gone = [...marks.values()].flat().filter((each) => each.kind === "removed");
  return (
    <Row title={t("row.plusOnes")}>
      <ul className={styles.kinds}>
        {list.map((each, at) => {
          const mark = marks.get(each.id) ?? [];
          const before = mark.find(({ kind }) => kind === "reworded");
          const was = before && "from" in before ? (before.from as PlusOne) : null;
          return (
            <li key={each.id} data-marked={mark.length > 0 || undefined}>
              <KindWord
                label={t("plusOnes.state")}
                value={each.state}
                options={PLUS_ONE_STATES.map((key) => ({
                  key,
                  label: plusOneWord(t, key),
                  note: t(`plusOneNote.${key}`),
                }))}
                onChange={(state) => change(at, { state })}
              />
              <span className={styles.words}>
                <Quiet
                  id={anchorOf("plus_ones", each.id)}
                  label={t("item.words", { field: t("field.plus_ones"), n: at + 1 })}
                  value={each.words}
                  placeholder={t("plusOnes.placeholder")}
                  readOnly={!mayEdit}
                  short={each.words.trim() === ""}
                  onChange={(words) => change(at, { words })}
                  onEnter={add}
                />
                {was && was.words !== each.words && <Was label={t("mark.wasWords")}>{was.words}</Was>}
              </span>
              <span className={styles.marks}>
                {mark.some(({ kind }) => kind === "added") && <Tag>{t("mark.new")}</Tag>}
                {was && was.state !== each.state && <Tag>{t("mark.was", { before: plusOneWord(t, was.state) })}</Tag>}
                {mayEdit && (
                  <Remove
                    label={t("item.remove", { words: each.words || t("lack.unnamed") })}
                    onPress={() => remove("plus_ones", at, each.words)}
                  />
                )}
              </span>
            </li>
          );
        })}
        {gone.map((each) => (
          <Gone
            key={each.item}
            words={(each.from as PlusOne).words}
            tag={t("mark.removed")}
            back={t("mark.back")}
            {...(mayEdit
              ? { onBack: () => set("plus_ones", [...list, each.from as PlusOne], `plus_ones back ${each.item}`) }
              : {})}
          />
        ))}
      </ul>
      {list.length === 0 && <p className={styles.teach}>{t("plusOnes.empty")}</p>}
      {mayEdit && (
        <Add id={anchorOf("plus_ones")} onPress={add}>
          {t("plusOnes.add")}
        </Add>
      )}
    </Row>
  );
}

/** Which expectations of clients this touch serves, and how much hangs on each. */
export function Expectations() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const list = document.expectations;
  const marks = byItem(changes, "expectations");
  const change = (at: number, part: Partial<Expectation>) =>
    set(
      "expectations",
      list.map((each, place) => (place === at ? { ...each, ...part } : each)),
      `expectations ${at} ${Object.keys(part)[0]}`,
    );
  const add = () => {
    const level = list.some((each) => each.level === "must") ? "should" : "must";
    set("expectations", [...list, { level, words: "", theme: null }], `expectations add ${list.length}`);
    goToPartSoon(anchorOf("expectations", String(list.length + 1)));
  };
  const gone = [...marks.values()].flat().filter(({ kind }) => kind === "removed");
  return (
    <Row title={t("row.expectations")}>
      <ul className={styles.kinds}>
        {list.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: these items have no name but their words, which are being typed
          <li key={at} data-marked={marks.has(itemKey(each)) || undefined}>
            <KindWord
              label={t("expectations.level")}
              value={each.level}
              options={LEVELS.map((key) => ({ key, label: levelWord(t, key), note: t(`levelNote.${key}`) }))}
              onChange={(level) => change(at, { level })}
            />
            <span className={styles.words}>
              <Quiet
                id={anchorOf("expectations", String(at + 1))}
                label={t("item.words", { field: t("field.expectations"), n: at + 1 })}
                value={each.words}
                placeholder={t("expectations.placeholder")}
                readOnly={!mayEdit}
                short={each.words.trim() === ""}
                onChange={(words) => change(at, { words })}
                onEnter={add}
              />
            </span>
            <span className={styles.marks}>
              {marks.has(itemKey(each)) && each.words !== "" && <Tag>{t("mark.new")}</Tag>}
              <Theme value={each.theme} words={each.words} onChange={(theme) => change(at, { theme })} />
              {mayEdit && (
                <Remove
                  label={t("item.remove", { words: each.words || t("lack.unnamed") })}
                  onPress={() => remove("expectations", at, each.words)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <p className={styles.taken}>
          {t("mark.withoutNow", {
            words: gone.map((each) => ("from" in each ? (each.from as Expectation).words : "")).join(", "),
          })}
        </p>
      )}
      {list.length === 0 && <p className={styles.teach}>{t("expectations.empty")}</p>}
      {mayEdit && (
        <Add id={anchorOf("expectations")} onPress={add}>
          {t("expectations.add")}
        </Add>
      )}
    </Row>
  );
}

type ThemeProps = { value: string | null; words: string; onChange: (theme: string | null) => void };

/** The theme under which clients' confirmed expectations are counted: "fees", "time". */
function Theme({ value, words, onChange }: ThemeProps) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { mayEdit } = useEditor();
  const confirmed = useConfirmed(value, useMay("read_clients")).data;
  const known = confirmed && confirmed.count > 0 && (
    <span className={styles.none}>
      {t("expectations.confirmed", {
        count: confirmed.count,
        n: `${format.count(confirmed.count)}${confirmed.more ? "+" : ""}`,
      })}
    </span>
  );
  if (!mayEdit) return known || (value ? <span className={styles.none}>{value}</span> : null);
  return (
    <>
      {known}
      <input
        className={own.theme}
        aria-label={t("expectations.theme", { words: words || t("lack.unnamed") })}
        placeholder={t("expectations.themePlaceholder")}
        maxLength={60}
        size={Math.max(8, (value ?? "").length)}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      />
    </>
  );
}
