import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxProps as AriaCheckboxProps,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
  Label,
  Radio,
  Text,
} from "react-aria-components";
import styles from "./Checkbox.module.css";
import fields from "./Field.module.css";
import { Complaint, invalidity } from "./TextField";
import { Tick } from "./Tick";

type CheckboxProps = Omit<AriaCheckboxProps, "className" | "style" | "children"> & {
  children: ReactNode;
  note?: string | undefined;
};

export function Checkbox({ children, note, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={styles.check}>
      {({ isIndeterminate }) => (
        <>
          <span className={styles.box}>{isIndeterminate ? <Dash /> : <Tick />}</span>
          <span className={styles.words}>
            {children}
            {note && <small>{note}</small>}
          </span>
        </>
      )}
    </AriaCheckbox>
  );
}

function Dash() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d="M2.5 6h7" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}

/** On or off at once, without a save button. */
export function Switch({
  children,
  ...rest
}: Omit<AriaSwitchProps, "className" | "style" | "children"> & { children: ReactNode }) {
  return (
    <AriaSwitch {...rest} className={styles.check}>
      <span className={styles.track} />
      <span className={styles.words}>{children}</span>
    </AriaSwitch>
  );
}

type GroupProps<K extends string> = {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: readonly K[];
  onChange: (value: K[]) => void;
  options: readonly { key: K; label: string; note?: string | undefined }[];
};

export function CheckboxGroup<K extends string>({ label, hint, error, value, onChange, options }: GroupProps<K>) {
  return (
    <AriaCheckboxGroup
      className={styles.group}
      value={[...value]}
      onChange={(keys) => onChange(keys as K[])}
      {...invalidity(error)}
    >
      <Label className={fields.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={fields.hint}>
          {hint}
        </Text>
      )}
      <div className={styles.options}>
        {options.map((option) => (
          <Checkbox key={option.key} value={option.key} note={option.note}>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <Complaint>{error}</Complaint>
    </AriaCheckboxGroup>
  );
}

type RadioProps<K extends string> = {
  label: string;
  value: K;
  onChange: (value: K) => void;
  options: readonly { key: K; label: string; note?: string }[];
};

/** One of a few whose differences need a sentence each. */
export function RadioGroup<K extends string>({ label, value, onChange, options }: RadioProps<K>) {
  return (
    <AriaRadioGroup className={styles.group} value={value} onChange={(next) => onChange(next as K)}>
      <Label className={fields.label}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.key} value={option.key} className={styles.check}>
            <span className={`${styles.box} ${styles.round}`}>
              <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
                <circle cx="4" cy="4" r="4" fill="currentColor" />
              </svg>
            </span>
            <span className={styles.words}>
              {option.label}
              {option.note && <small>{option.note}</small>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
