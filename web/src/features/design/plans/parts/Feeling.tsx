import { useState } from "react";
import { Button as AriaButton, ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Popover } from "../../../../ui/Popover";
import { TextField } from "../../../../ui/TextField";
import { byItem, itemKey } from "../changes";
import { BEHAVIOURS, SENSES } from "../document";
import { behaviourWord, senseWord } from "../words";
import { anchorOf, goToPartSoon, useEditor } from "./editor";
import own from "./Feeling.module.css";
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
        <Popover
          label={t("emotions.add")}
          trigger={
            <AriaButton id={anchorOf("emotions")} className={styles.add ?? ""}>
              {t("emotions.add")}
            </AriaButton>
          }
        >
          {(close) => (
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                add(typed);
              }}
            >
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and needs a legend of its own */}
              <div role="group" aria-label={t("emotions.common")} className={own.feelings}>
                {FEELINGS.map((key) => t(`feeling.${key}`)).map((word) => (
                  <ToggleButton
                    key={word}
                    className={own.feeling ?? ""}
                    isSelected={emotions.includes(word)}
                    onChange={(on) =>
                      on
                        ? add(word)
                        : set(
                            "emotions",
                            emotions.filter((each) => each !== word),
                            `emotions ${word}`,
                          )
                    }
                  >
                    {word}
                  </ToggleButton>
                ))}
              </div>
              <TextField
                label={t("emotions.own")}
                value={typed}
                onChange={setTyped}
                maxLength={60}
                action={<Button type="submit">{t("emotions.ownAdd")}</Button>}
              />
              <Button
                size="s"
                onPress={() => {
                  add(typed);
                  close();
                }}
              >
                {t("fact.done")}
              </Button>
            </form>
          )}
        </Popover>
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
