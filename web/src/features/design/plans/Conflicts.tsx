import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Note } from "../../../ui/Panel";
import type { PlanDocument } from "./document";
import type { Choice, Conflict } from "./merge";
import { useEditor } from "./parts/editor";
import styles from "./plan.module.css";
import type { TouchpointPlan } from "./queries";
import { useSay } from "./say";
import type { DraftOnScreen } from "./useDraft";
import { valueWords } from "./values";
import { fieldName } from "./words";

/** Somebody else has saved: what of theirs is here now, and what both changed and waits for a choice. */
export function News({ plan, on }: { plan: TouchpointPlan; on: DraftOnScreen }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization, person } = useMe();
  const [open, setOpen] = useState(true);
  const { conflicts, news } = on.draft;
  if (news.length === 0 && conflicts.length === 0) return null;
  const saved = plan.draft?.saved ?? plan.live?.published ?? null;
  const stranger = saved?.by && saved.by.id !== person.id ? saved.by.name : t("conflict.somebody");
  const when = saved ? format.clock(saved.at, organization.time_zone) : "";
  const fields = [...new Set(news)].map((field) => fieldName(t, field));
  return (
    <>
      <Note>
        <p role="alert">
          <strong>{t("conflict.told", { who: stranger, when })}</strong>{" "}
          {conflicts.length > 0
            ? t("conflict.waiting", { count: conflicts.length, n: format.count(conflicts.length) })
            : t("conflict.merged", { fields: format.list(fields) })}
        </p>
        <div className={styles.noteActs}>
          {conflicts.length > 0 ? (
            <button type="button" className={styles.link} onClick={() => setOpen(true)}>
              {t("conflict.look")}
            </button>
          ) : (
            <button type="button" className={styles.link} onClick={on.told}>
              {t("conflict.seen")}
            </button>
          )}
        </div>
      </Note>
      {conflicts.length > 0 && (
        <Choices
          key={conflicts.map(({ field, item }) => `${field} ${item}`).join()}
          who={stranger}
          when={when}
          conflicts={conflicts}
          open={open}
          onLater={() => setOpen(false)}
          onChoose={on.choose}
        />
      )}
    </>
  );
}

type ChoicesProps = {
  who: string;
  when: string;
  conflicts: readonly Conflict[];
  open: boolean;
  onLater: () => void;
  onChoose: (choices: ReadonlyMap<Conflict, Choice>) => void;
};

/** Both sides of each thing that two people changed, and which of them shall stand. */
function Choices({ who, when, conflicts, open, onLater, onChoose }: ChoicesProps) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const say = useSay();
  const { document } = useEditor();
  const [choices, setChoices] = useState<ReadonlyMap<Conflict, Choice>>(
    new Map(conflicts.map((conflict) => [conflict, conflict.both ? "both" : "mine"])),
  );
  const title = t("conflict.title", { count: conflicts.length, n: format.count(conflicts.length), who });
  const side = (conflict: Conflict, value: unknown) => sideWords(t, say, document, conflict, value);
  return (
    <Dialog title={title} open={open} onClose={onLater} wide stays>
      <p className="soft">{t("conflict.why", { who, when })}</p>
      <div className={styles.sides}>
        {conflicts.map((conflict) => {
          const name =
            conflict.part === "order"
              ? t("conflict.order", { field: fieldName(t, conflict.field) })
              : fieldName(t, conflict.field);
          return (
            <section key={`${conflict.field} ${conflict.item} ${conflict.part}`} aria-label={name}>
              <h3>{name}</h3>
              <div className={styles.side}>
                <div>
                  <small>{t("conflict.mine")}</small>
                  <p>{side(conflict, conflict.mine)}</p>
                </div>
                <div>
                  <small>{t("conflict.theirs", { who })}</small>
                  <p>{conflict.theirs === undefined ? t("conflict.removed") : side(conflict, conflict.theirs)}</p>
                </div>
              </div>
              <div className={styles.pick}>
                <RadioGroup<Choice>
                  label={t("conflict.keep")}
                  value={choices.get(conflict) ?? "mine"}
                  onChange={(choice) => setChoices(new Map(choices).set(conflict, choice))}
                  options={[
                    { key: "mine", label: t("conflict.keepMine") },
                    { key: "theirs", label: t("conflict.keepTheirs", { who }) },
                    ...(conflict.both ? [{ key: "both" as const, label: t("conflict.keepBoth") }] : []),
                  ]}
                />
              </div>
            </section>
          );
        })}
      </div>
      <Acts>
        <Button onPress={onLater}>{t("conflict.later")}</Button>
        <Button look="go" onPress={() => onChoose(choices)}>
          {t("conflict.save")}
        </Button>
      </Acts>
    </Dialog>
  );
}

function sideWords(
  t: Parameters<typeof fieldName>[0],
  say: ReturnType<typeof useSay>,
  document: PlanDocument,
  { field, part, item }: Conflict,
  value: unknown,
): string {
  if (part === "order") {
    const words = new Map(document.standards.map((each) => [each.id, each.words]));
    return (value as string[]).map((id, at) => `${at + 1}. ${words.get(id) ?? "…"}`).join("\n");
  }
  const list = item === undefined ? value : [value];
  const said = valueWords(t, say, field, list);
  return said.length === 0 ? "–" : said.join("\n");
}
