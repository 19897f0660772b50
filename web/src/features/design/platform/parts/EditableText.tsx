import { type KeyboardEvent, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { TextField } from "../../../../ui/TextField";
import styles from "./EditableText.module.css";
import { useRefusal } from "./useTell";

type EditableTextProps = {
  /** What it is called, for readers and above the field. */
  label: string;
  value: string;
  /** What could stand here, in words that teach. */
  placeholder: string;
  look?: "theme" | "line" | "text";
  mayEdit: boolean;
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** Keeps the text. While it fails the field stays open with what was typed. */
  onSave: (text: string) => Promise<unknown>;
};

/** Words that are changed where they stand. */
export function EditableText(props: EditableTextProps) {
  const { label, value, placeholder, look = "text", mayEdit, open, onOpen } = props;
  const { t } = useTranslation("design/platform");
  if (mayEdit && open) return <Editor {...props} />;
  const words =
    value === "" ? <span className={styles.placeholder}>{mayEdit ? placeholder : t("edit.nothing")}</span> : value;
  if (!mayEdit) {
    return (
      <div className={styles.words} data-look={look}>
        {words}
      </div>
    );
  }
  return (
    <AriaButton
      className={`${styles.words} ${styles.press}`}
      data-look={look}
      onPress={onOpen}
      aria-label={value === "" ? t("edit.write", { label, hint: placeholder }) : t("edit.change", { label, value })}
    >
      {words}
    </AriaButton>
  );
}

function Editor({ label, value, placeholder, look, onClose, onSave }: EditableTextProps) {
  const { t } = useTranslation("design/platform");
  const app = useTranslation();
  const refusal = useRefusal();
  const [text, setText] = useState(value);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const save = async () => {
    if (text.trim() === value.trim()) return onClose();
    setPending(true);
    try {
      await onSave(text);
      onClose();
    } catch (problem) {
      setError(refusal(problem));
      setPending(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    }
    const whole = look === "text" ? event.ctrlKey || event.metaKey : !event.shiftKey;
    if (event.key === "Enter" && whole && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      void save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field and its buttons pass through here
    <div className={styles.editor} data-look={look} onKeyDown={keys}>
      <TextField
        label={label}
        value={text}
        onChange={setText}
        placeholder={placeholder}
        lines={look === "theme" ? 2 : look === "line" ? 2 : 3}
        error={error}
        autoFocus
      />
      <div className={styles.acts}>
        <Button size="s" look="go" pending={pending} onPress={() => void save()}>
          {t("edit.save")}
        </Button>
        <Button size="s" look="quiet" onPress={onClose}>
          {app.t("act.cancel")}
        </Button>
      </div>
    </div>
  );
}
