import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../lib/problem";
import { Button } from "../../ui/Button";
import { Switch } from "../../ui/Checkbox";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { type CareRule, type CareRuleForm, useMeetingPlaces, useSaveCareRule, useTiers } from "./queries";
import styles from "./today.module.css";

type Kind = CareRule["kind"];
const kinds: readonly Kind[] = ["rhythm", "birthday", "anniversary", "renewal"];
type Counted = NonNullable<CareRule["counts"]>;
const counted: readonly Counted[] = ["any_encounter", "same_touchpoint"];
const none = "-";

export function RuleDialog({ rule, onClose }: { rule: CareRule | "new" | null; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  const title = rule === null || rule === "new" ? t("rules.add") : t("rules.changeOf", { name: rule.name });
  return (
    <Dialog title={title} open={rule !== null} onClose={onClose}>
      {rule !== null && <RuleForm known={rule === "new" ? null : rule} onClose={onClose} />}
    </Dialog>
  );
}

function RuleForm({ known, onClose }: { known: CareRule | null; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  const save = useSaveCareRule();
  const tiers = useTiers().data ?? [];
  const places = useMeetingPlaces().data ?? [];
  const [kind, setKind] = useState<Kind>(known?.kind ?? "rhythm");
  const [counts, setCounts] = useState<Counted>(known?.counts ?? "any_encounter");
  const [tier, setTier] = useState<string>(known?.tier?.id ?? none);
  const [place, setPlace] = useState<string>(known?.touchpoint?.id ?? none);
  const [active, setActive] = useState(known?.active ?? true);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const send = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const number = (name: string) => (text(name) === "" ? 0 : Number(text(name)));
    const body: CareRuleForm = {
      name: text("name"),
      kind,
      grace_days: number("grace"),
      active,
      ...(tier === none ? {} : { tier }),
      ...(text("except") === "" ? {} : { except: { attribute: text("except"), value: text("value") } }),
      ...(place === none ? {} : { touchpoint: place }),
      ...(kind === "rhythm" ? { every_days: number("every"), counts } : { days_before: number("before") }),
      ...(kind === "anniversary" || kind === "renewal" ? { attribute: text("attribute") } : {}),
    };
    save.mutate({ id: known?.id ?? null, form: body }, { onSuccess: onClose });
  };
  return (
    <Form onSubmit={(event) => send(new FormData(event.currentTarget))}>
      <TextField
        label={t("rules.name")}
        hint={t("rules.nameHint")}
        name="name"
        defaultValue={known?.name ?? ""}
        error={fields.name}
        maxLength={120}
        isRequired
        autoFocus
      />
      <Select
        label={t("rules.kind")}
        options={kinds.map((key) => ({ key, label: t(`rules.kinds.${key}`) }))}
        value={kind}
        onChange={setKind}
        error={fields.kind}
      />
      {kind === "rhythm" ? (
        <div className={styles.two}>
          <TextField
            label={t("rules.every")}
            name="every"
            type="number"
            inputMode="numeric"
            defaultValue={String(known?.every_days ?? 90)}
            error={fields.every_days}
            isRequired
          />
          <Select
            label={t("rules.counts")}
            options={counted.map((key) => ({ key, label: t(`rules.countsOf.${key}`) }))}
            value={counts}
            onChange={setCounts}
            error={fields.counts}
          />
        </div>
      ) : (
        <>
          {kind !== "birthday" && (
            <TextField
              label={t("rules.attribute")}
              hint={t("rules.attributeHint")}
              name="attribute"
              defaultValue={known?.attribute ?? ""}
              error={fields.attribute}
              isRequired
            />
          )}
          <TextField
            label={t("rules.before")}
            name="before"
            type="number"
            inputMode="numeric"
            defaultValue={String(known?.days_before ?? 0)}
            error={fields.days_before}
          />
        </>
      )}
      <Select
        label={t("rules.tier")}
        options={[{ key: none, label: t("rules.everybody") }, ...tiers.map(({ id, label }) => ({ key: id, label }))]}
        value={tier}
        onChange={setTier}
        error={fields.tier}
      />
      <div className={styles.two}>
        <TextField
          label={t("rules.except")}
          hint={t("rules.exceptHint")}
          name="except"
          defaultValue={known?.except?.attribute ?? ""}
          error={fields["except.attribute"]}
        />
        <TextField
          label={t("rules.exceptValue")}
          name="value"
          defaultValue={known?.except?.value ?? ""}
          error={fields["except.value"]}
        />
      </div>
      <Select
        label={t("rules.place")}
        options={[{ key: none, label: t("rules.noPlace") }, ...places.map(({ id, label }) => ({ key: id, label }))]}
        value={place}
        onChange={setPlace}
        error={fields.touchpoint}
      />
      <TextField
        label={t("rules.grace")}
        name="grace"
        type="number"
        inputMode="numeric"
        defaultValue={String(known?.grace_days ?? 7)}
        error={fields.grace_days}
      />
      <Switch isSelected={active} onChange={setActive}>
        {t("rules.active")}
      </Switch>
      {Object.keys(fields).length === 0 && <ErrorLine error={save.error} />}
      <Acts>
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t("rules.save")}
        </Button>
      </Acts>
    </Form>
  );
}
