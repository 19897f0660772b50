import type { ReactNode } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import styles from "./Field.module.css";
import { Sign } from "./Sign";

export type TextFieldProps = Omit<AriaTextFieldProps, "className" | "style" | "children"> & {
  label: string;
  hint?: ReactNode;
  /** What is wrong, from the server or from a check of ours. */
  error?: string | undefined;
  placeholder?: string;
  lines?: number;
  /** A button beside the field ("Copy link"). */
  action?: ReactNode;
};

export function TextField({ label, hint, error, placeholder, lines, action, ...rest }: TextFieldProps) {
  const input = lines ? (
    <TextArea className={styles.input} rows={lines} placeholder={placeholder} />
  ) : (
    <Input className={styles.input} placeholder={placeholder} />
  );
  return (
    <AriaTextField {...rest} className={styles.field} {...invalidity(error)}>
      <Label className={styles.label}>{label}</Label>
      {action ? (
        <div className={styles.withAction}>
          {input}
          {action}
        </div>
      ) : (
        input
      )}
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <Complaint>{error}</Complaint>
    </AriaTextField>
  );
}

/**
 * `false` would tell React Aria not to check by itself, so a field without a complaint says nothing.
 * With one, it must not hold back the form as the browser's own check does: only sending again can settle it.
 */
export function invalidity(error: string | undefined): { isInvalid?: true; validationBehavior?: "aria" } {
  return error === undefined ? {} : { isInvalid: true, validationBehavior: "aria" };
}

/** The red line under a field: the given words, else what the browser's check found, in our words. */
export function Complaint({ children }: { children?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <FieldError className={styles.error}>
      {({ validationDetails: found, validationErrors }) => (
        <>
          <Sign standing="dissatisfied" size={10} />
          <span>
            {children ??
              (found.valueMissing
                ? t("field.missing")
                : found.typeMismatch
                  ? t("field.email")
                  : found.tooShort
                    ? t("field.tooShort")
                    : validationErrors.join(" "))}
          </span>
        </>
      )}
    </FieldError>
  );
}
