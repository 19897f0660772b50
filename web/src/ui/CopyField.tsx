import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { TextField } from "./TextField";

/** A link or a secret to take along. The text can be selected too, for browsers without a clipboard. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <TextField
      label={label}
      value={value}
      isReadOnly
      {...(hint ? { hint } : {})}
      onFocus={(event) => (event.target as HTMLInputElement).select()}
      action={
        <Button
          onPress={async () => {
            try {
              await navigator.clipboard.writeText(value);
              setCopied(true);
            } catch {
              // Without permission the field is there to select from.
              setCopied(false);
            }
          }}
        >
          {t(copied ? "copy.done" : "copy.do")}
        </Button>
      }
    />
  );
}
