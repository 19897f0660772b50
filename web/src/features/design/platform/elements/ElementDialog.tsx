import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { PartsField } from "../parts/Expresses";
import { useTellDone, useTellRefusal } from "../parts/useTell";
import { type Element, type ElementKind, useRemoveElement, useRestoreElement, useSaveElement } from "../queries";
import { ElementSheet } from "./ElementSheet";
import styles from "./elements.module.css";
import { elementKinds } from "./kinds";
import { PicturesField } from "./PicturesField";
import { TouchpointsField } from "./TouchpointsField";

type ElementDialogProps = { element: Element | null; open: boolean; onClose: () => void };

/** An element: what it looks like, what it expresses and where it is met. `null`: a new one. */
export function ElementDialog({ element, open, onClose }: ElementDialogProps) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  const title = element ? element.label : t("elements.add");
  return (
    <Dialog title={title} open={open} onClose={onClose} wide stays={mayEdit}>
      {mayEdit ? (
        <ElementForm key={element?.id ?? "new"} element={element} onClose={onClose} />
      ) : (
        element && <ElementSheet element={element} onClose={onClose} />
      )}
    </Dialog>
  );
}

function ElementForm({ element, onClose }: { element: Element | null; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const app = useTranslation();
  const save = useSaveElement();
  const remove = useRemoveElement();
  const restore = useRestoreElement();
  const done = useTellDone();
  const refused = useTellRefusal();
  const [label, setLabel] = useState(element?.label ?? "");
  const [kind, setKind] = useState<ElementKind>(element?.kind ?? "identity");
  const [note, setNote] = useState(element?.note ?? "");
  const [pictures, setPictures] = useState<string[]>(element?.pictures ?? []);
  const [expresses, setExpresses] = useState<string[]>(element?.expresses.map(({ key }) => key) ?? []);
  const [touchpoints, setTouchpoints] = useState<string[]>(element?.touchpoints.map(({ id }) => id) ?? []);
  const fields = isProblem(save.error) ? save.error.byField : {};
  const submit = () => {
    const form = { label, kind, note, pictures, expresses, touchpoints };
    const before = element && {
      label: element.label,
      kind: element.kind,
      note: element.note,
      pictures: element.pictures,
      expresses: element.expresses.map(({ key }) => key),
      touchpoints: element.touchpoints.map(({ id }) => id),
    };
    save.mutate(
      { id: element?.id ?? null, form },
      {
        onSuccess: (saved) => {
          onClose();
          if (before) done(t("elements.changed", { label }), () => save.mutateAsync({ id: saved.id, form: before }));
          else done(t("elements.added", { label }), () => remove.mutateAsync(saved.id));
        },
      },
    );
  };
  const takeOut = () => {
    if (!element) return;
    remove.mutate(element.id, {
      onError: refused,
      onSuccess: () => {
        onClose();
        done(t("elements.removed", { label: element.label }), () => restore.mutateAsync(element.id));
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      <PicturesField value={pictures} onChange={setPictures} error={fields.pictures} label={label} />
      <div className={styles.two}>
        <TextField
          label={t("elements.label")}
          value={label}
          onChange={setLabel}
          isRequired
          autoFocus={element === null}
          error={fields.label}
        />
        <Select
          label={t("elements.kind")}
          options={elementKinds.map((key) => ({ key, label: t(`kind.${key}`) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <TextField
        label={t("elements.note")}
        hint={t("elements.noteHint")}
        value={note}
        onChange={setNote}
        lines={2}
        error={fields.note}
      />
      <PartsField value={expresses} onChange={setExpresses} known={element?.expresses ?? []} error={fields.expresses} />
      <TouchpointsField value={touchpoints} onChange={setTouchpoints} error={fields.touchpoints} />
      {Object.keys(fields).length === 0 && <ErrorLine error={save.error} />}
      <Acts>
        {element && (
          <span className={styles.left}>
            <Button look="quiet" pending={remove.isPending} onPress={takeOut}>
              {t("elements.remove")}
            </Button>
          </span>
        )}
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button type="submit" look="go" pending={save.isPending}>
          {t(element ? "elements.save" : "elements.add")}
        </Button>
      </Acts>
    </Form>
  );
}
