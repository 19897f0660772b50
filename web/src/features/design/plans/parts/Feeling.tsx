import { useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { PopoverSheet } from "../../../../ui/Popover";
import lists from "../../../../ui/Popover.module.css";
import { byItem, itemKey } from "../changes";
import { BEHAVIOURS, SENSES } from "../document";
import { behaviourWord, senseWord } from "../words";
import { anchorOf, goToPartSoon, useEditor } from "./editor";
import { KindWord } from "./KindWord";
import styles from "./parts.module.css";
import { Quiet } from "./Quiet";
import { Add, Remove, Row, Tag } from "./Row";

/** What the client shall feel, and by what: senses, behaviours, things. */
export function Feeling() {
  const { t } = useTranslation("design/plans");
  return (
    <Row title={t("row.feeling")}>
      <div className={styles.three}>
        <Emotions />
        <Worded field="senses" />
        <Worded field="behaviours" />
        <Worded field="elements" />
      </div>
    </Row>
  );
}

const FEELINGS = [
  "heard",
  "understood",
  "welcome",
  "unhurried",
  "calm",
  "safe",
  "relieved",
  "confident",
  "in_control",
  "respected",
  "cared_for",
  "proud",
  "hopeful",
  "curious",
  "inspired",
  "delighted",
  "surprised",
  "grateful",
] as const;

function Emotions() {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const { emotions } = document;
  const marks = byItem(changes, "emotions");
  const [typed, setTyped] = useState("");
  const add = (word: string) => {
    const plain = word.trim();
    setTyped("");
    if (plain === "" || emotions.includes(plain)) return;
    set("emotions", [...emotions, plain], `emotions ${plain}`);
  };
  const words = FEELINGS.map((key) => ({ id: key, word: t(`feeling.${key}`) })).filter(
    ({ word }) => !emotions.includes(word),
  );
  return (
    <div>
      <h3 className={styles.minor}>{t("field.emotions")}</h3>
      <ul className={styles.chips}>
        {emotions.map((word, at) => (
          <li key={word} data-marked={marks.has(word) || undefined}>
            {word}
            {mayEdit && (
              <Remove label={t("item.remove", { words: word })} onPress={() => remove("emotions", at, word)} />
            )}
          </li>
        ))}
      </ul>
      {[...marks.values()].flat().some(({ kind }) => kind === "removed") && (
        <p className={styles.taken}>
          {t("mark.withoutNow", {
            words: [...marks.values()]
              .flat()
              .filter(({ kind }) => kind === "removed")
              .map((change) => ("from" in change ? String(change.from) : ""))
              .join(", "),
          })}
        </p>
      )}
      {mayEdit ? (
        <ComboBox
          allowsCustomValue
          menuTrigger="focus"
          inputValue={typed}
          onInputChange={setTyped}
          selectedKey={null}
          onSelectionChange={(key) => {
            const chosen = words.find(({ id }) => id === key);
            if (chosen) add(chosen.word);
          }}
          items={words}
          defaultFilter={(text, input) => text.toLowerCase().includes(input.toLowerCase())}
          className={styles.adding ?? ""}
        >
          <Label className="sr">{t("emotions.add")}</Label>
          <Input
            id={anchorOf("emotions")}
            className={styles.addingInput ?? ""}
            placeholder={t("emotions.placeholder")}
            maxLength={60}
            onBlur={() => add(typed)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && typed.trim() !== "") add(typed);
            }}
          />
          <PopoverSheet>
            <ListBox<(typeof words)[number]> className={lists.list ?? ""}>
              {(each) => (
                <ListBoxItem id={each.id} textValue={each.word} className={lists.item ?? ""}>
                  {each.word}
                </ListBoxItem>
              )}
            </ListBox>
          </PopoverSheet>
        </ComboBox>
      ) : (
        emotions.length === 0 && <p className="soft">{t("empty.emotions")}</p>
      )}
    </div>
  );
}

type WordedProps = { field: "senses" | "behaviours" | "elements" };

/** Senses, behaviours and things: a kind and some words each. */
function Worded({ field }: WordedProps) {
  const { t } = useTranslation("design/plans");
  const { document, changes, mayEdit, set, remove } = useEditor();
  const list = document[field];
  const marks = byItem(changes, field);
  const replace = (at: number, part: object, tag: string) =>
    set(
      field,
      (list as object[]).map((each, place) => (place === at ? { ...each, ...part } : each)) as never,
      `${field} ${at} ${tag}`,
    );
  const add = () => {
    const used = list.map((each) => ("sense" in each ? each.sense : "kind" in each ? each.kind : ""));
    const fresh =
      field === "senses"
        ? { sense: SENSES.find((sense) => !used.includes(sense)) ?? "sight", words: "" }
        : field === "behaviours"
          ? { kind: BEHAVIOURS.find((kind) => !used.includes(kind)) ?? "attitude", words: "" }
          : { id: null, words: "" };
    set(field, [...list, fresh] as never, `${field} add ${list.length}`);
    goToPartSoon(anchorOf(field, String(list.length + 1)));
  };
  const gone = [...marks.values()].flat().filter(({ kind }) => kind === "removed");
  return (
    <div>
      <h3 className={styles.minor}>{t(`field.${field}`)}</h3>
      <ul className={styles.lines}>
        {list.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: these items have no name but their words, which are being typed
          <li key={at} data-marked={marks.has(itemKey(each)) || undefined}>
            {"sense" in each && (
              <KindWord
                label={t("senses.kind")}
                value={each.sense}
                options={SENSES.map((key) => ({ key, label: senseWord(t, key) }))}
                onChange={(sense) => replace(at, { sense }, "kind")}
              />
            )}
            {"kind" in each && (
              <KindWord
                label={t("behaviours.kind")}
                value={each.kind}
                options={BEHAVIOURS.map((key) => ({ key, label: behaviourWord(t, key) }))}
                onChange={(kind) => replace(at, { kind }, "kind")}
              />
            )}
            <Quiet
              id={anchorOf(field, String(at + 1))}
              label={t("item.words", { field: t(`field.${field}`), n: at + 1 })}
              value={each.words}
              placeholder={t(`${field}.placeholder`)}
              readOnly={!mayEdit}
              short={each.words.trim() === ""}
              onChange={(words) => replace(at, { words }, "words")}
              onEnter={add}
            />
            {marks.has(itemKey(each)) && each.words !== "" && <Tag>{t("mark.new")}</Tag>}
            {mayEdit && (
              <Remove
                label={t("item.remove", { words: each.words || t("lack.unnamed") })}
                onPress={() => remove(field, at, each.words)}
              />
            )}
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <p className={styles.taken}>
          {t("mark.withoutNow", {
            words: gone.map((change) => ("from" in change ? (change.from as { words: string }).words : "")).join(", "),
          })}
        </p>
      )}
      {list.length === 0 && !mayEdit && <p className="soft">{t("empty.other")}</p>}
      {mayEdit && (
        <Add id={anchorOf(field)} onPress={add}>
          {t(`${field}.add`)}
        </Add>
      )}
    </div>
  );
}
