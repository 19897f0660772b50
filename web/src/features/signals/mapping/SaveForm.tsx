import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { TextField } from "../../../ui/TextField";
import { toast } from "../../../ui/toasts";
import { useSaveMapping } from "../queries";
import { keyOf, type Mapping } from "./document";
import { rename } from "./edit";
import styles from "./Form.module.css";

type SaveFormProps = { mapping: Mapping; onSaved: (mapping: Mapping) => void; onClose: () => void };

/** A name for the mapping, so that next year's file finds it. */
export function SaveForm({ mapping, onSaved, onClose }: SaveFormProps) {
  const { t } = useTranslation("signals");
  const [name, setName] = useState(mapping.name);
  const [source, setSource] = useState(mapping.source);
  const save = useSaveMapping();
  const ready = name.trim() !== "" && keyOf(source) !== "";
  return (
    <Dialog title={t("save.title")} open onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const named = rename(mapping, name.trim(), keyOf(source));
          save.mutate(
            { name: named.name, mapping: named },
            {
              onSuccess: () => {
                toast(t("save.done", { name: named.name }));
                onSaved(named);
              },
            },
          );
        }}
      >
        <p className={styles.hint}>{t("save.hint")}</p>
        <TextField label={t("save.name")} value={name} onChange={setName} />
        <TextField label={t("save.source")} hint={t("save.sourceHint")} value={source} onChange={setSource} />
        <ErrorLine error={save.error} />
        <Acts>
          <Button onPress={onClose}>{t("form.cancel")}</Button>
          <Button look="go" type="submit" isDisabled={!ready} pending={save.isPending}>
            {t("save.do")}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}
