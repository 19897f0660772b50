import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Sign } from "../../../ui/Sign";
import { leadTo, waysOf } from "./document";
import styles from "./parts.module.css";
import type { JourneyDocument } from "./queries";

type Props = {
  document: JourneyDocument;
  from: string;
  onChange: (document: JourneyDocument) => void;
  onClose: () => void;
};

/** Where a step leads, when that is not simply the next one. */
export function WaysDialog({ document, from, onChange, onClose }: Props) {
  const { t } = useTranslation("design/journeys");
  const step = document.steps.find((one) => one.id === from);
  const [to, setTo] = useState<readonly string[]>(() =>
    waysOf(document)
      .filter(([start]) => start === from)
      .map(([, end]) => end),
  );
  const next = leadTo(document, from, to);
  return (
    <Dialog title={t("ways.title", { label: step?.label ?? "" })} open onClose={onClose}>
      <div className={styles.form}>
        <p className="soft">{t("ways.what")}</p>
        <div className={styles.choices}>
          {document.steps
            .filter((one) => one.id !== from)
            .map((one) => (
              <Checkbox
                key={one.id}
                isSelected={to.includes(one.id)}
                onChange={(chosen) => setTo(chosen ? [...to, one.id] : to.filter((id) => id !== one.id))}
              >
                {one.label}
              </Checkbox>
            ))}
        </div>
        {next === null && (
          <p className={styles.fault} role="alert">
            <Sign standing="dissatisfied" size={11} />
            {t("ways.circle")}
          </p>
        )}
      </div>
      <Acts>
        <Button onPress={onClose}>{t("ways.cancel")}</Button>
        <Button look="go" isDisabled={next === null} onPress={() => next && onChange(next)}>
          {t("ways.set")}
        </Button>
      </Acts>
    </Dialog>
  );
}
