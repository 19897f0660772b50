import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import { attributesQuery, type Rules, useSetRules } from "./queries";

const NONE = "-";

/** The figures behind the rule, and where the firm keeps what clients are worth. */
export function RulesDialog({ rules, onClose }: { rules: Rules; onClose: () => void }) {
  const { t } = useTranslation("loyalty/ladder");
  const set = useSetRules();
  const tell = useTell();
  const attributes = useQuery(attributesQuery);
  const [revenue, setRevenue] = useState(rules.revenue_attribute ?? NONE);
  const [alternatives, setAlternatives] = useState(rules.alternatives_attribute ?? NONE);
  const fields = isProblem(set.error) ? set.error.byField : {};
  const named = new Set([revenue, alternatives].filter((key) => key !== NONE));
  for (const it of attributes.data ?? []) named.add(it.key);
  const label = (key: string) => attributes.data?.find((it) => it.key === key)?.label ?? key;
  const options = [{ key: NONE, label: t("rules.none") }, ...[...named].map((key) => ({ key, label: label(key) }))];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const number = (name: string) => Number(String(data.get(name)).replace(",", "."));
    const { basis: _, ...before } = rules;
    set.mutate(
      {
        tolerance: number("tolerance"),
        reading_days: number("reading_days"),
        plus_one_days: number("plus_one_days"),
        revenue_attribute: revenue === NONE ? null : revenue,
        alternatives_attribute: alternatives === NONE ? null : alternatives,
      },
      {
        onSuccess: () => {
          onClose();
          tell.done(t("rules.done"), () => set.mutateAsync(before));
        },
      },
    );
  };
  return (
    <Dialog title={t("rules.title")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <p className="soft">{t("rules.what")}</p>
        <TextField
          label={t("rules.tolerance")}
          hint={t("rules.toleranceHint")}
          name="tolerance"
          inputMode="decimal"
          defaultValue={String(rules.tolerance)}
          error={fields.tolerance}
          isRequired
        />
        <TextField
          label={t("rules.readings")}
          hint={t("rules.readingsHint")}
          name="reading_days"
          inputMode="numeric"
          defaultValue={String(rules.reading_days)}
          error={fields.reading_days}
          isRequired
        />
        <TextField
          label={t("rules.plusOnes")}
          hint={t("rules.plusOnesHint")}
          name="plus_one_days"
          inputMode="numeric"
          defaultValue={String(rules.plus_one_days)}
          error={fields.plus_one_days}
          isRequired
        />
        <Select label={t("rules.revenue")} options={options} value={revenue} onChange={setRevenue} />
        <Select label={t("rules.alternatives")} options={options} value={alternatives} onChange={setAlternatives} />
        {set.error && Object.keys(fields).length === 0 && <ErrorLine error={set.error} />}
        <Acts>
          <Button onPress={onClose}>{t("rules.cancel")}</Button>
          <Button type="submit" look="go" pending={set.isPending}>
            {t("rules.save")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
