import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Popover } from "../../../../ui/Popover";
import { Select } from "../../../../ui/Select";
import { Sign } from "../../../../ui/Sign";
import { TextField } from "../../../../ui/TextField";
import { fieldChange } from "../changes";
import { type Field, same } from "../document";
import { useChangeOwner } from "../queries";
import { useSay } from "../say";
import { anchorOf, useEditor } from "./editor";
import own from "./Facts.module.css";
import styles from "./parts.module.css";
import { Row, Tag } from "./Row";
import { SetOff } from "./SetOff";

/** No key of a person or a channel is empty. */
const NONE = "";

/** Owner, window, channel; deputy, time and cost, review: each a word or two, opened to be changed. */
export function Facts() {
  const { t } = useTranslation("design/plans");
  const { touchpoint, document, colleagues, channels, set } = useEditor();
  const say = useSay();
  const { trigger } = document;
  return (
    <Row title={t("row.facts")}>
      <dl className={own.facts}>
        <Fact fields={["owner"]} label={t("field.owner")} value={touchpoint.owner?.name ?? null}>
          <OwnerForm />
        </Fact>
        <Fact
          fields={["window", "trigger"]}
          label={t("field.window")}
          below={trigger ? t("fact.setOffBy", { what: say.trigger(trigger) }) : null}
          value={document.window ? say.window(document.window) : null}
          was={(live) => [
            live.window && !same(live.window, document.window) ? say.window(live.window) : null,
            live.trigger && !same(live.trigger, document.trigger) ? say.trigger(live.trigger) : null,
          ]}
        >
          <WindowForm />
        </Fact>
        <Fact
          fields={["channel"]}
          label={t("field.channel")}
          value={say.channel(document.channel)}
          was={(live) => [say.channel(live.channel)]}
        >
          <Select
            label={t("field.channel")}
            hint={channels.length === 0 ? t("fact.noChannels") : undefined}
            options={[{ key: NONE, label: t("fact.none") }, ...channels]}
            value={document.channel ?? NONE}
            onChange={(key) => set("channel", key === NONE ? null : key)}
          />
        </Fact>
        <Fact
          fields={["deputy"]}
          label={t("field.deputy")}
          value={say.person(document.deputy)}
          was={(live) => [say.person(live.deputy)]}
        >
          <Select
            label={t("field.deputy")}
            hint={colleagues.length < 2 ? t("fact.noColleagues") : t("fact.deputyHint")}
            options={[
              { key: NONE, label: t("fact.nobody") },
              ...colleagues.filter(({ key }) => key !== touchpoint.owner?.id || key === document.deputy),
            ]}
            value={document.deputy ?? NONE}
            onChange={(key) => set("deputy", key === NONE ? null : key)}
          />
        </Fact>
        <Fact
          fields={["minutes", "preparation_minutes", "cost_cents", "currency"]}
          label={t("field.effort")}
          value={say.effort(document)}
          was={(live) => [say.effort(live)]}
        >
          <EffortForm />
        </Fact>
        <Fact
          fields={["review_by"]}
          label={t("field.review_by")}
          value={document.review_by ? say.day(document.review_by) : null}
          was={(live) => [live.review_by ? say.day(live.review_by) : null]}
        >
          <ReviewForm />
        </Fact>
      </dl>
    </Row>
  );
}

type FactProps = {
  /** The first names the place that links lead to. */
  fields: readonly (Field | "owner")[];
  label: string;
  value: string | null;
  /** What explains the value, small under it. */
  below?: string | null;
  was?: (live: NonNullable<ReturnType<typeof useEditor>["live"]>) => (string | null)[];
  children: ReactNode;
};

function Fact({ fields, label, value, below, was, children }: FactProps) {
  const { t } = useTranslation("design/plans");
  const { gate, live, changes, mayEdit } = useEditor();
  const say = useSay();
  const [first] = fields;
  const lacks = gate.lacks.filter(({ field }) => (fields as readonly string[]).includes(field));
  const changed = fields.some((field) => field !== "owner" && fieldChange(changes, field));
  const before = changed && live && was ? was(live).filter((each) => each !== null && each !== value) : [];
  const [lack] = lacks;
  const words = (
    <>
      {value === null ? (
        lack ? (
          <span className={styles.need}>
            <Sign standing="dissatisfied" size={10} /> {say.emptyFact(first ?? "owner")}
          </span>
        ) : (
          <span className="faint">{say.emptyFact(first ?? "owner")}</span>
        )
      ) : (
        value
      )}
      {value !== null && lack && (
        <span className={styles.need}>
          <Sign standing="dissatisfied" size={10} /> {say.lackHere(lack)}
        </span>
      )}
      {below && <small>{below}</small>}
      {changed && <Tag>{before.length > 0 ? t("mark.was", { before: before.join(", ") }) : t("mark.new")}</Tag>}
    </>
  );
  return (
    <div>
      <dt id={`${anchorOf(first ?? "")}-name`}>{label}</dt>
      <dd>
        {mayEdit ? (
          <Popover
            label={label}
            trigger={
              <AriaButton
                id={anchorOf(first ?? "")}
                className={own.fact ?? ""}
                aria-labelledby={`${anchorOf(first ?? "")}-name ${anchorOf(first ?? "")}`}
              >
                {words}
              </AriaButton>
            }
          >
            {(close) => (
              <div className={styles.form}>
                {children}
                <Button size="s" onPress={close}>
                  {t("fact.done")}
                </Button>
              </div>
            )}
          </Popover>
        ) : (
          <span className={styles.read}>{words}</span>
        )}
      </dd>
    </div>
  );
}

/** The owner stands on the touchpoint, not in the plan: it is saved at once, for live and draft alike. */
function OwnerForm() {
  const { t } = useTranslation("design/plans");
  const { touchpoint, colleagues } = useEditor();
  const change = useChangeOwner(touchpoint.id);
  const owners =
    !touchpoint.owner || colleagues.some(({ key }) => key === touchpoint.owner?.id)
      ? colleagues
      : [...colleagues, { key: touchpoint.owner.id, label: touchpoint.owner.name }];
  return (
    <>
      <Select
        label={t("field.owner")}
        hint={t("fact.ownerHint")}
        options={[{ key: NONE, label: t("fact.nobody") }, ...owners]}
        value={touchpoint.owner?.id ?? NONE}
        onChange={(key) => change.mutate(key === NONE ? null : key)}
      />
      <ErrorLine error={change.error} />
    </>
  );
}

function WindowForm() {
  const { t } = useTranslation("design/plans");
  const { document, set } = useEditor();
  const window = document.window;
  const days = (side: "from_days" | "to_days", text: string) => {
    const value = wholeOf(text);
    if (value === null) {
      if (text.trim() === "") set("window", null, "window");
      return;
    }
    const other = window ?? { from_days: value, to_days: value };
    set("window", { ...other, [side]: value }, "window");
  };
  return (
    <>
      <SetOff />
      <div className={own.pair}>
        <TextField
          key={`from ${window === null}`}
          label={t("fact.from")}
          inputMode="numeric"
          defaultValue={window ? String(window.from_days) : ""}
          onChange={(text) => days("from_days", text)}
        />
        <TextField
          key={`to ${window === null}`}
          label={t("fact.to")}
          inputMode="numeric"
          defaultValue={window ? String(window.to_days) : ""}
          onChange={(text) => days("to_days", text)}
        />
      </div>
      <p className={styles.hint}>{t("fact.windowHint")}</p>
    </>
  );
}

/** A whole number as people write it; `null` where the text is none. */
function wholeOf(text: string): number | null {
  const plain = text.trim().replace("−", "-");
  return /^-?\d{1,6}$/.test(plain) ? Number(plain) : null;
}

function EffortForm() {
  const { t } = useTranslation("design/plans");
  const { document, set } = useEditor();
  const minutes = (field: "minutes" | "preparation_minutes", text: string) => {
    const value = wholeOf(text);
    if (value !== null && value >= 0) set(field, value);
    else if (text.trim() === "") set(field, null);
  };
  const cost = (text: string) => {
    const value = /^\d{1,9}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null;
    if (value !== null) set("cost_cents", Math.round(value * 100));
    else if (text.trim() === "") set("cost_cents", null);
  };
  return (
    <>
      <TextField
        label={t("field.minutes")}
        inputMode="numeric"
        defaultValue={document.minutes === null ? "" : String(document.minutes)}
        onChange={(text) => minutes("minutes", text)}
      />
      <TextField
        label={t("field.preparation_minutes")}
        inputMode="numeric"
        defaultValue={document.preparation_minutes === null ? "" : String(document.preparation_minutes)}
        onChange={(text) => minutes("preparation_minutes", text)}
      />
      <div className={own.pair}>
        <TextField
          label={t("field.cost_cents")}
          inputMode="decimal"
          defaultValue={document.cost_cents === null ? "" : String(document.cost_cents / 100)}
          onChange={cost}
        />
        <TextField
          label={t("field.currency")}
          placeholder="EUR"
          maxLength={3}
          defaultValue={document.currency ?? ""}
          onChange={(code) => {
            if (/^([A-Za-z]{3})?$/.test(code)) set("currency", code === "" ? null : code.toUpperCase());
          }}
        />
      </div>
    </>
  );
}

function ReviewForm() {
  const { t } = useTranslation("design/plans");
  const { document, set } = useEditor();
  const format = useFormat();
  const inMonths = (months: number) => {
    const day = new Date();
    day.setMonth(day.getMonth() + months);
    return day.toLocaleDateString("sv-SE");
  };
  return (
    <>
      <TextField
        label={t("field.review_by")}
        hint={t("fact.reviewHint")}
        type="date"
        value={document.review_by ?? ""}
        onChange={(day) => set("review_by", day === "" ? null : day)}
      />
      <div className={own.choices}>
        {[3, 6, 12].map((months) => (
          <Button key={months} size="s" onPress={() => set("review_by", inMonths(months))}>
            {t("fact.inMonths", { count: months, n: format.count(months) })}
          </Button>
        ))}
      </div>
    </>
  );
}
