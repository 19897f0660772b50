import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/TextField";

type PasswordFieldProps = {
  label: string;
  name: string;
  /** `new` shows the rule and lets the browser propose one. */
  kind: "current" | "new";
  hint?: string;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** A password, hidden until asked for: who types on a phone wants to see it. */
export function PasswordField({ label, name, kind, hint, error, autoFocus }: PasswordFieldProps) {
  const { t } = useTranslation("access");
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name={name}
      type={shown ? "text" : "password"}
      autoComplete={kind === "new" ? "new-password" : "current-password"}
      isRequired
      {...(kind === "new" ? { minLength: 10, maxLength: 256 } : {})}
      hint={hint ?? (kind === "new" ? t("password.hint") : undefined)}
      error={error}
      autoFocus={autoFocus === true}
      action={
        <Button aria-pressed={shown} onPress={() => setShown(!shown)}>
          {t(shown ? "password.hide" : "password.show")}
        </Button>
      }
    />
  );
}
