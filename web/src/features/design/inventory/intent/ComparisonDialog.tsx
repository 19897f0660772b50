import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { ComboBox } from "../../../../ui/ComboBox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { TextField } from "../../../../ui/TextField";
import { Level } from "../drawer/Level";
import { useEditComparisons } from "../queries";
import { tellOnly } from "../tell";
import type { Comparison, Intention } from "../types";

interface Props {
  readonly items: readonly Intention[];
  readonly touchpoint: Intention;
  /** To change it; without it a new one. */
  readonly comparison?: Comparison;
  readonly onClose: () => void;
}

/** What somebody else does at a touchpoint, with what was seen and when. Without evidence it would be an opinion. */
export function ComparisonDialog({ items, touchpoint, comparison, onClose }: Props) {
  const { t } = useTranslation("design/inventory");
  const app = useTranslation();
  const { add, change } = useEditComparisons();
  const today = new Date().toLocaleDateString("sv-SE");
  const [of, setOf] = useState<string>(touchpoint.id);
  const [who, setWho] = useState(comparison?.who ?? "");
  const [attention, setAttention] = useState(comparison?.attention ?? 3);
  const [evidence, setEvidence] = useState(comparison?.evidence ?? "");
  const [link, setLink] = useState(comparison?.link ?? "");
  const [day, setDay] = useState(comparison?.seen_at.slice(0, 10) ?? today);
  const error = add.error ?? change.error;
  const fields = isProblem(error) ? error.byField : {};
  const save = () => {
    const body = {
      who: who.trim(),
      attention,
      evidence: evidence.trim(),
      link: link.trim() === "" ? null : link.trim(),
      seen_at: `${day}T00:00:00Z`,
    };
    const onSuccess = () => {
      tellOnly(t("intent.saved", { who: body.who }));
      onClose();
    };
    if (comparison) change.mutate({ id: comparison.id, ...body }, { onSuccess });
    else add.mutate({ touchpoint: of, ...body }, { onSuccess });
  };
  return (
    <Dialog title={t(comparison ? "intent.editTitle" : "intent.addTitle")} open onClose={onClose}>
      <Form onSubmit={save}>
        {comparison ? (
          <p>
            <b>{touchpoint.label}</b>
          </p>
        ) : (
          <ComboBox
            label={t("list.columns.touchpoint")}
            options={items.map(({ id, label }) => ({ key: id, label }))}
            value={of}
            onChange={(key) => {
              if (key !== null) setOf(key);
            }}
          />
        )}
        <TextField
          label={t("intent.who")}
          hint={t("intent.whoHint")}
          value={who}
          onChange={setWho}
          isRequired
          error={fields.who}
        />
        <Level
          label={t("intent.theirs")}
          note={t("intent.theirsHint")}
          value={attention}
          from={0}
          onChange={(value) => setAttention(value ?? 0)}
        />
        <TextField
          label={t("intent.evidence")}
          hint={t("intent.evidenceHint")}
          lines={2}
          value={evidence}
          onChange={setEvidence}
          isRequired
          error={fields.evidence}
        />
        <TextField label={t("intent.linkLabel")} type="url" value={link} onChange={setLink} error={fields.link} />
        <TextField
          label={t("intent.seen")}
          type="date"
          value={day}
          onChange={setDay}
          isRequired
          error={fields.seen_at}
        />
        {error && Object.keys(fields).length === 0 && <ErrorLine error={error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={add.isPending || change.isPending}>
            {t("intent.save")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
