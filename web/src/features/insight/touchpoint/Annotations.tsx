import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { TextField } from "../../../ui/TextField";
import { Time } from "../../../ui/Time";
import { toast } from "../../../ui/toasts";
import { type Annotation, type TouchpointRef, useAddAnnotation, useRemoveAnnotation } from "../queries";
import styles from "./touchpoint.module.css";

interface ListProps {
  readonly touchpoint: TouchpointRef;
  readonly annotations: readonly Annotation[];
  readonly mayEdit: boolean;
}

/** What we did, as a list: readable without the chart, and where it is taken away again. */
export function AnnotationList({ touchpoint, annotations, mayEdit }: ListProps) {
  const { t } = useTranslation("insight");
  const { organization } = useMe();
  const add = useAddAnnotation(touchpoint);
  const remove = useRemoveAnnotation();
  if (annotations.length === 0) return null;
  return (
    <>
      <h3 className={styles.minor}>{t("touchpoint.annotations")}</h3>
      <ul className={styles.did}>
        {annotations.map(({ id, at, label }) => (
          <li key={id}>
            <span>
              {label}{" "}
              <small>
                <Time at={at} zone={organization.time_zone} as="day" />
              </small>
            </span>
            {mayEdit && (
              <Button
                look="quiet"
                size="s"
                aria-label={t("touchpoint.removeNote", { label })}
                onPress={() =>
                  remove.mutate(id, {
                    onSuccess: () =>
                      toast(t("touchpoint.removed", { label }), {
                        action: { label: t("touchpoint.undo"), run: () => add.mutate({ at, label }) },
                      }),
                  })
                }
              >
                {t("touchpoint.remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorLine error={remove.error} />
    </>
  );
}

interface FormProps {
  readonly touchpoint: TouchpointRef;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function AnnotationForm({ touchpoint, open, onOpen, onClose }: FormProps) {
  const { t } = useTranslation("insight");
  const add = useAddAnnotation(touchpoint);
  const [day, setDay] = useState("");
  const [label, setLabel] = useState("");
  const [tried, setTried] = useState(false);
  if (!open) {
    return (
      <Button look="quiet" size="s" onPress={onOpen}>
        {t("touchpoint.annotate")}
      </Button>
    );
  }
  const close = () => {
    setDay("");
    setLabel("");
    setTried(false);
    onClose();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (day === "" || label.trim() === "") return;
        // Noon: the day holds in every time zone near the organization's.
        add.mutate({ at: `${day}T12:00:00Z`, label: label.trim() }, { onSuccess: close });
      }}
    >
      <TextField
        label={t("touchpoint.annotateWhat")}
        hint={t("touchpoint.annotateHint")}
        value={label}
        onChange={setLabel}
        maxLength={80}
        autoFocus
        error={tried && label.trim() === "" ? t("touchpoint.annotateNeed") : undefined}
      />
      <TextField
        label={t("touchpoint.annotateWhen")}
        type="date"
        value={day}
        onChange={setDay}
        error={tried && day === "" ? t("touchpoint.annotateNeedDate") : undefined}
      />
      <ErrorLine error={add.error} />
      <div className={styles.formActs}>
        <Button size="s" onPress={close}>
          {t("touchpoint.annotateCancel")}
        </Button>
        <Button size="s" look="go" type="submit" pending={add.isPending}>
          {t("touchpoint.annotateSave")}
        </Button>
      </div>
    </form>
  );
}
