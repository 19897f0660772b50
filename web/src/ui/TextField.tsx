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
    <AriaTextField {...rest} className={styles.field} isInvalid={error !== undefined || rest.isInvalid === true}>
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

/** The red line under a field: the given words, else the browser's own. */
export function Complaint({ children }: { children?: string | undefined }) {
  return (
    <FieldError className={styles.error}>
      {({ validationErrors }) => (
        <>
          <Sign standing="dissatisfied" size={10} />
          <span>{children ?? validationErrors.join(" ")}</span>
        </>
      )}
    </FieldError>
  );
}
