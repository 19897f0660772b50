import type { FormEvent, ReactNode } from "react";
import { Form as AriaForm } from "react-aria-components";
import styles from "./Form.module.css";

/** Fields under one another. Refusals of the server go to each field's `error`, the rest to an `ErrorLine`. */
export function Form({
  children,
  onSubmit,
}: {
  children: ReactNode;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}) {
  return (
    <AriaForm
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event);
      }}
    >
      {children}
    </AriaForm>
  );
}
