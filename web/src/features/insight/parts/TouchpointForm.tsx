import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts } from "../../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { type Option, Select } from "../../../ui/Select";
import { toast } from "../../../ui/toasts";
import { type Touchpoint, type TouchpointEdit, useChangeTouchpoint, usePlaces, useTouchpoint } from "../queries";
import { EXISTENCES, existenceWord } from "../words";
import { FormSkeleton } from "./FormSkeleton";

/** No key of a stage, a channel or a person is empty. */
const NONE = "";

/** The dialog's content, once everything to choose from is known. */
export default function TouchpointForm({ id, onClose }: { id: string; onClose: () => void }) {
  const touchpoint = useTouchpoint(id);
  const { stages, channels, colleagues } = usePlaces();
  const failed = [touchpoint, stages, channels, colleagues].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} level={3} />;
  if (!touchpoint.data || !stages.data || !channels.data || !colleagues.data) return <FormSkeleton />;
  return (
    <EditForm
      touchpoint={touchpoint.data}
      stages={stages.data.map(({ key, label }) => ({ key, label }))}
      channels={channels.data.map(({ key, label }) => ({ key, label }))}
      colleagues={colleagues.data.map(({ id: key, name: label }) => ({ key, label }))}
      onClose={onClose}
    />
  );
}

interface FormProps {
  readonly touchpoint: Touchpoint;
  readonly stages: readonly Option[];
  readonly channels: readonly Option[];
  readonly colleagues: readonly Option[];
  readonly onClose: () => void;
}

function EditForm({ touchpoint, stages, channels, colleagues, onClose }: FormProps) {
  const { t } = useTranslation("insight");
  const app = useTranslation();
  const change = useChangeTouchpoint(touchpoint.id);
  const before = valuesOf(touchpoint);
  const [values, setValues] = useState(before);
  const set = (part: Partial<typeof before>) => setValues({ ...values, ...part });
  // Somebody whose access is closed owns it still, until somebody else does.
  const owners =
    colleagues.some(({ key }) => key === before.owner) || !touchpoint.owner
      ? colleagues
      : [...colleagues, { key: touchpoint.owner.id, label: touchpoint.owner.name }];
  const save = () => {
    const edit = differences(before, values);
    if (Object.keys(edit).length === 0) return onClose();
    change.mutate(edit, {
      onSuccess: () => {
        onClose();
        toast(t("edit.saved", { label: touchpoint.label }), {
          action: { label: app.t("act.undo"), run: () => change.mutate(differences(values, before)) },
        });
      },
    });
  };
  return (
    <Form onSubmit={save}>
      <Select
        label={t("edit.owner")}
        hint={t("edit.ownerHint")}
        options={[{ key: NONE, label: t("edit.nobody") }, ...owners]}
        value={values.owner}
        onChange={(owner) => set({ owner })}
      />
      <Select
        label={t("edit.existence")}
        options={EXISTENCES.map((key) => ({ key, label: existenceWord(t, key) }))}
        value={values.existence}
        onChange={(existence) => set({ existence })}
      />
      <Select
        label={t("common.stage")}
        options={[{ key: NONE, label: t("edit.none") }, ...stages]}
        value={values.stage}
        onChange={(stage) => set({ stage })}
      />
      <Select
        label={t("common.channel")}
        options={[{ key: NONE, label: t("edit.none") }, ...channels]}
        value={values.channel}
        onChange={(channel) => set({ channel })}
      />
      <ErrorLine error={change.error} />
      <Acts>
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={change.isPending}>
          {t("edit.save")}
        </Button>
      </Acts>
    </Form>
  );
}

function valuesOf({ owner, existence, stage, channel }: Touchpoint) {
  return { owner: owner?.id ?? NONE, existence, stage: stage?.key ?? NONE, channel: channel?.key ?? NONE };
}

/** Only what was changed is sent, so that somebody else's change of the rest stays. */
function differences(from: ReturnType<typeof valuesOf>, to: ReturnType<typeof valuesOf>): TouchpointEdit {
  const edit: TouchpointEdit = {};
  if (from.existence !== to.existence) edit.existence = to.existence;
  for (const part of ["owner", "stage", "channel"] as const) {
    if (from[part] !== to[part]) edit[part] = to[part] === NONE ? null : to[part];
  }
  return edit;
}
