import styles from "./Stepper.module.css";

type StepperProps = {
  label: string;
  steps: readonly { key: string; label: string }[];
  current: string;
  /** Steps one may go back to; without it the steps only show. */
  onSelect?: (key: string) => void;
};

/** Where one is on a way of a few steps. Earlier steps can be pressed, later ones can't. */
export function Stepper({ label, steps, current, onSelect }: StepperProps) {
  const at = steps.findIndex((step) => step.key === current);
  return (
    <nav aria-label={label}>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.key}>
            {onSelect && index < at ? (
              <button type="button" onClick={() => onSelect(step.key)}>
                {index + 1} {step.label}
              </button>
            ) : (
              <span aria-current={index === at ? "step" : undefined}>
                {index + 1} {step.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
